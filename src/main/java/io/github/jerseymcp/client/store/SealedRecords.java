package io.github.jerseymcp.client.store;

import io.github.jerseymcp.client.token.CredentialKey;
import io.github.jerseymcp.client.token.CredentialStore.Stored;
import io.github.jerseymcp.seal.ClusterSecret;
import io.github.jerseymcp.seal.Seal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sign-ins as they are written: sealed for their user and server, under a name that tells neither.
 */
final class SealedRecords {

  private static final String HMAC = "HmacSHA256";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Seal seal;
  private final List<byte[]> nameKeys;

  SealedRecords(ClusterSecret secret) {
    this.seal = new Seal(secret, "sign-ins in files");
    this.nameKeys = secret.keysFor("names of files of sign-ins");
  }

  /** The name of its file: by the present secret, then by earlier ones. */
  List<String> names(CredentialKey key) {
    return nameKeys.stream().map(nameKey -> name(nameKey, key)).toList();
  }

  private static String name(byte[] nameKey, CredentialKey key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(nameKey, HMAC));
      return HexFormat.of().formatHex(mac.doFinal(bytes(key)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The Java runtime lacks " + HMAC, e);
    }
  }

  /** The value with a version of its own. */
  byte[] close(CredentialKey key, String value) {
    byte[] content = value.getBytes(StandardCharsets.UTF_8);
    ByteBuffer record = ByteBuffer.allocate(Long.BYTES + content.length);
    record.putLong(version()).put(content);
    return seal.close(bytes(key), record.array()).getBytes(StandardCharsets.US_ASCII);
  }

  Stored open(CredentialKey key, byte[] content) {
    byte[] record =
        seal.open(bytes(key), new String(content, StandardCharsets.US_ASCII))
            .filter(opened -> opened.length >= Long.BYTES)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "A sign-in cannot be opened: it was sealed with another secret or for"
                            + " another user, or was changed"));
    ByteBuffer buffer = ByteBuffer.wrap(record);
    long version = buffer.getLong();
    return new Stored(version, StandardCharsets.UTF_8.decode(buffer).toString());
  }

  private static long version() {
    long version;
    do {
      version = RANDOM.nextLong();
    } while (version == 0);
    return version;
  }

  /** Both, so that no other pair has the same bytes. */
  private static byte[] bytes(CredentialKey key) {
    byte[] user = key.user().getBytes(StandardCharsets.UTF_8);
    byte[] server = key.server().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + user.length + server.length)
        .putInt(user.length)
        .put(user)
        .put(server)
        .array();
  }
}
