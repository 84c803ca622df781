package io.github.jerseymcp.apikey;

/**
 * A key that was just made. It is shown to its holder once, and can be told again by nobody. {@link
 * #toString} does not show it.
 *
 * @param id its public part, by which it is revoked
 * @param key the key: 64 characters of base64url
 */
public record CreatedApiKey(String id, String key) {

  @Override
  public String toString() {
    return "CreatedApiKey[" + id + "]";
  }
}
