package io.github.jerseymcp.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Nobody reads, makes or moves what is sealed, and a secret can be changed. */
class SealTest {

  private static final byte[] MINE = "mine".getBytes(UTF_8);
  private static final byte[] CONTENT = "content".getBytes(UTF_8);

  private final ClusterSecret secret = ClusterSecret.shared(bytes(1));
  private final Seal seal = new Seal(secret, "test");

  @Test
  void opensWhatItHasSealed() {
    assertThat(seal.open(MINE, seal.close(MINE, CONTENT))).hasValue(CONTENT);
    assertThat(new Seal(secret, "test").open(MINE, seal.close(MINE, CONTENT))).hasValue(CONTENT);
    assertThat(seal.open(MINE, seal.close(MINE, new byte[0]))).hasValue(new byte[0]);
  }

  @Test
  void showsNothingAndNeverTheSameTextTwice() {
    assertThat(seal.close(MINE, CONTENT)).isNotEqualTo(seal.close(MINE, CONTENT));
    assertThat(seal.toString() + secret).isEqualTo("Seal[redacted]ClusterSecret[redacted]");
  }

  @Test
  void opensNothingForAnotherOwnerPurposeOrSecret() {
    String sealed = seal.close(MINE, CONTENT);

    assertThat(seal.open("yours".getBytes(UTF_8), sealed)).isEmpty();
    assertThat(seal.open(new byte[0], sealed)).isEmpty();
    assertThat(new Seal(secret, "other").open(MINE, sealed)).isEmpty();
    assertThat(new Seal(ClusterSecret.ofSingleNode(), "test").open(MINE, sealed)).isEmpty();
  }

  @Test
  void opensNoPartOfAText() {
    String sealed = seal.close(MINE, CONTENT);

    for (int length = 0; length < sealed.length(); length++) {
      assertThat(seal.open(MINE, sealed.substring(0, length))).isEmpty();
      assertThat(seal.open(MINE, sealed.substring(sealed.length() - length))).isEmpty();
    }
    assertThat(seal.open(MINE, sealed + "A")).isEmpty();
    assertThat(seal.open(MINE, sealed + "=")).isEmpty();
    assertThat(seal.open(MINE, " " + sealed)).isEmpty();
  }

  @Test
  void acceptsEarlierSecretsForAsLongAsTheyAreNamed() {
    ClusterSecret next = ClusterSecret.shared(bytes(2));
    String before = seal.close(MINE, CONTENT);
    Seal between = new Seal(next.andEarlier(bytes(1)), "test");

    assertThat(between.open(MINE, before)).hasValue(CONTENT);
    assertThat(new Seal(next, "test").open(MINE, before)).isEmpty();
    assertThat(new Seal(next, "test").open(MINE, between.close(MINE, CONTENT))).hasValue(CONTENT);
    assertThat(
            new Seal(secret.andEarlier(bytes(2)), "test").open(MINE, between.close(MINE, CONTENT)))
        .hasValue(CONTENT);
  }

  @Test
  void refusesWeakAndTooManySecrets() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterSecret.shared(new byte[31]))
        .withMessageContaining("at least 32 bytes");
    assertThatIllegalArgumentException().isThrownBy(() -> secret.andEarlier(new byte[31]));
    ClusterSecret four = secret.andEarlier(bytes(2)).andEarlier(bytes(3)).andEarlier(bytes(4));
    assertThatIllegalArgumentException().isThrownBy(() -> four.andEarlier(bytes(5)));
  }

  private static byte[] bytes(int first) {
    byte[] bytes = new byte[ClusterSecret.MINIMUM_LENGTH];
    bytes[0] = (byte) first;
    return bytes;
  }
}
