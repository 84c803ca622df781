package io.github.jerseymcp.example.abuse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Bodies of 300 kB that become 300 MB when they are decoded. */
final class CompressedBodies implements Attack {

  private static final int MEBIBYTES = 300;

  @Override
  public String name() {
    return "L-08: gzip bodies of 300 kB that become 300 MB";
  }

  @Override
  public void begin(Target target, Crowd crowd) throws Exception {
    byte[] body = compressed();
    String token = target.token("compressed", StatelessEndpoint.PATH).sign();
    crowd.each(
        4,
        member ->
            crowd.ask(
                target
                    .post(StatelessEndpoint.PATH, token)
                    .field("Content-Encoding", "gzip")
                    .body(body)));
  }

  private static byte[] compressed() throws IOException {
    String call = Target.call(1, "large", "{\"text\":\"|\"}");
    String[] parts = call.split("\\|", 2);
    byte[] filling = new byte[1024 * 1024];
    Arrays.fill(filling, (byte) 'x');
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(parts[0].getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < MEBIBYTES; i++) {
        gzip.write(filling);
      }
      gzip.write(parts[1].getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }
}
