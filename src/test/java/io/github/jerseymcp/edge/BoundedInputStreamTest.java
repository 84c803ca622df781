package io.github.jerseymcp.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedInputStreamTest {

  @ParameterizedTest
  @ValueSource(longs = {5, 6, Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, Long.MAX_VALUE})
  @Timeout(10)
  void readsABodyWithinAnyLimitL09(long limit) throws IOException {
    assertThat(body(limit).readAllBytes()).hasSize(5);
    assertThat(body(limit).read()).isZero();
    assertThat(body(limit).available()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 4})
  void refusesTheByteBeyondItsLimit(long limit) {
    assertThatExceptionOfType(BodyTooLargeException.class)
        .isThrownBy(() -> body(limit).readAllBytes());
  }

  @Test
  void staysTooLarge() {
    InputStream body = body(4);

    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(BodyTooLargeException.class).isThrownBy(() -> body.readNBytes(8));
    }
  }

  private static InputStream body(long limit) {
    return new BoundedInputStream(new ByteArrayInputStream(new byte[5]), limit);
  }
}
