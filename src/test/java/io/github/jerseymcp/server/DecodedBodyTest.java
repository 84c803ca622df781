package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.zip.GZIPOutputStream;
import org.glassfish.jersey.message.GZipEncoder;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.filter.EncodingFilter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that decoding makes larger than they came. */
class DecodedBodyTest {

  private static final int LIMIT = 100_000;
  private static final InProcess SERVER =
      Fixture.start(
          Fixture.config().edge(edge -> edge.withMaximumBodyBytes(LIMIT)),
          application -> {
            EncodingFilter.enableFor(application, GZipEncoder.class);
            return application.register(new ReadingFilter());
          },
          Sizes.class,
          OpenSizes.class);

  @Path("/mcp")
  @McpProtected
  public static class Sizes {

    @POST
    @Path("bytes")
    public int bytes(byte[] body) {
      return body.length;
    }

    @POST
    @Path("text")
    public int text(String body) {
      return body.length();
    }

    @POST
    @Path("stream")
    public int stream(InputStream body) throws IOException {
      return body.readAllBytes().length;
    }

    @POST
    @Path("reader")
    public int reader(Reader body) throws IOException {
      char[] buffer = new char[8192];
      int length = 0;
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        length += read;
      }
      return length;
    }

    @POST
    @Path("filter")
    public int filter() {
      return -1;
    }
  }

  @Path("/open")
  public static class OpenSizes {

    @POST
    public int bytes(byte[] body) {
      return body.length;
    }
  }

  static class ReadingFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext context) {
      if (context.getUriInfo().getPath().endsWith("filter")) {
        ((ContainerRequest) context).readEntity(byte[].class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes", "text", "stream", "reader", "filter"})
  void boundsWhatDecodingYieldsL08(String reader) throws IOException {
    assertThat(post("/mcp/" + reader, LIMIT)).isEqualTo(200);
    assertThat(post("/mcp/" + reader, LIMIT + 1)).isEqualTo(413);
    assertThat(post("/mcp/" + reader, 300 * LIMIT)).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = "/open")
  void leavesOtherPathsOfTheApplicationAlone(String path) throws IOException {
    assertThat(post(path, 2 * LIMIT)).isEqualTo(200);
  }

  private static int post(String path, int bytes) throws IOException {
    return SERVER
        .call("POST", path)
        .header("Content-Encoding", "gzip")
        .bearer(Fixture.token("/mcp").sign())
        .body("text/plain", gzip(bytes))
        .send()
        .status();
  }

  private static byte[] gzip(int bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write("a".repeat(bytes).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
    return out.toByteArray();
  }
}
