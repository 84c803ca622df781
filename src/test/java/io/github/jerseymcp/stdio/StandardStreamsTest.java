package io.github.jerseymcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.process.JavaProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server whose parts print: negative case 38. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class StandardStreamsTest {

  @Test
  void keepsWhatIsPrintedOutOfTheProtocolC38(@TempDir Path directory) throws Exception {
    List<String> printed = new CopyOnWriteArrayList<>();
    LocalCommand command =
        LocalCommand.builder(Scripts.SHELL, directory)
            .arguments("-c", "exec \"$@\"", "sh", JavaProgram.tool("java"))
            .arguments("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
            .arguments("-cp", System.getProperty("java.class.path"))
            .arguments(PrintingServer.class.getName())
            .errors(printed::add)
            .build();

    try (LocalServer server = command.start()) {
      server.input().write("call\ncall\n".getBytes(UTF_8));
      server.input().close();
      String answer = "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":{\"forged\":false}}\n";
      byte[] read = new byte[answer.length() * 2];
      assertThat(server.output().readNBytes(read, 0, read.length)).isEqualTo(read.length);

      assertThat(new String(read, UTF_8)).isEqualTo(answer + answer);
      assertThat(server.ended().toCompletableFuture().get())
          .hasMessage("The local server ended: its exit code is 0");
    }
    assertThat(printed)
        .contains("static initialiser", "no line endclaimed once")
        .anyMatch(line -> line.contains("logged"))
        .anyMatch(line -> line.contains("\"forged\":true"));
  }
}
