package io.github.jerseymcp.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.http.RawHttp;
import io.github.jerseymcp.testsupport.http.TomcatServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Constants;
import org.apache.catalina.startup.ContextConfig;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The web.xml of the guide about hosts, with the classes that it speaks of, on Tomcat. */
class WebXmlTest {

  @Test
  void protectsTheNotes(@TempDir Path application) throws IOException {
    Page.Block descriptor = Page.read(Path.of("docs/guide/hosts.md")).blocks("xml").get(0);
    Path classes = Files.createDirectories(application.resolve("WEB-INF/classes"));
    Snippet.compileAll(classes);
    Files.writeString(application.resolve("WEB-INF/web.xml"), descriptor.text());

    try (TomcatServer server =
        new TomcatServer(0).start("", context -> deploy(context, application))) {
      RawHttp http = new RawHttp(server.port());
      RawHttp.Raw refused = http.send("GET /notes HTTP/1.1", "Host: mcp.example.com");
      RawHttp.Raw open = http.send("GET /notes/about HTTP/1.1", "Host: mcp.example.com");

      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.text())
          .contains("scope=\"notes:read\"")
          .contains("/.well-known/oauth-protected-resource/notes\"");
      assertThat(open.body()).contains("Keeps notes");
    }
  }

  private static void deploy(Context context, Path application) {
    ContextConfig config = new ContextConfig();
    config.setDefaultWebXml(Constants.NoDefaultWebXml);
    context.addLifecycleListener(config);
    context.setDocBase(application.toString());
    ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
  }
}
