package io.github.jerseymcp.jose;

import java.util.ArrayList;
import java.util.List;

/**
 * Prints what bodies of 4 MiB cost in heap while their call lasts, beside what they are weighed
 * with: used heap after collections, with several copies of each alive.
 *
 * <p>{@code mvn -q -Pjmh test-compile exec:exec -Djmh.main=io.github.jerseymcp.jose.JsonFootprint
 * -Djmh=}
 */
public final class JsonFootprint {

  private static final int BYTES = 4 * 1024 * 1024 - 1024;
  private static final int COPIES = 4;

  private JsonFootprint() {}

  /** Prints a line for each shape. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws MalformedJoseException {
    for (JsonBody shape : JsonBody.values()) {
      byte[] body = shape.ofBytes(BYTES);
      long before = KeptJson.heapInUse();
      List<KeptJson> kept = new ArrayList<>();
      try {
        long begin = System.nanoTime();
        for (int i = 0; i < COPIES; i++) {
          kept.add(KeptJson.of(body));
        }
        long milliseconds = (System.nanoTime() - begin) / 1_000_000 / COPIES;
        double seen = (KeptJson.heapInUse() - before) / (double) COPIES / body.length;
        double weighed = kept.get(0).ours().weight() / (double) body.length;
        System.out.printf(
            "%-20s seen %5.2f times its bytes, weighed %5.2f, %d ms%n",
            shape, seen, weighed, milliseconds);
      } catch (HeavyJsonException e) {
        System.out.printf("%-20s refused%n", shape);
      }
      kept.clear();
    }
  }
}
