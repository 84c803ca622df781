package io.github.jerseymcp.bench;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Resource classes in numbers, compiled on the spot, each with a path of its own. */
public final class GeneratedResources {

  private GeneratedResources() {}

  /** So many classes with two methods each, protected or not. */
  public static Class<?>[] compile(int count, boolean locked)
      throws IOException, ClassNotFoundException {
    Path directory = Files.createTempDirectory("generated-resources");
    List<Path> sources = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path source = directory.resolve("Notes" + i + ".java");
      Files.writeString(source, source(i, locked), StandardCharsets.UTF_8);
      sources.add(source);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-proc:none", "-d", directory.toString());
      if (!compiler
          .getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
          .call()) {
        throw new IllegalStateException("The resources do not compile");
      }
    }
    ClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()});
    Class<?>[] classes = new Class<?>[count];
    for (int i = 0; i < count; i++) {
      classes[i] = Class.forName("Notes" + i, true, loader);
    }
    return classes;
  }

  private static String source(int number, boolean locked) {
    return "import jakarta.ws.rs.*;\n@Path(\"/area-"
        + number / 100
        + "/notes-"
        + number
        + "\")\n"
        + (locked ? "@io.github.jerseymcp.McpProtected(scopes = \"mcp:tools:read\")\n" : "")
        + "public class Notes"
        + number
        + " {\n  @GET public String list() { return \"ok\"; }\n  @POST "
        + (locked ? "@io.github.jerseymcp.RequiresScopes(\"mcp:tools:call\") " : "")
        + "public String call() { return \"ok\"; }\n}\n";
  }
}
