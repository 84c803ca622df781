package io.github.jerseymcp.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.github.jerseymcp.fetch.FetchFailedException;
import io.github.jerseymcp.issuer.IssuerDocument;
import io.github.jerseymcp.jose.MalformedJoseException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a JWK set (RFC 7517 section 5). A key of an unknown or broken kind is left out and the
 * others stand; private members and certificates are not looked at. A set without any key that can
 * be used is a failure, so that it never takes the place of one that had some.
 */
final class KeySetDocument {

  private static final List<String> MEMBERS =
      List.of("kty", "crv", "x", "y", "n", "e", "alg", "use", "key_ops", "kid");

  private KeySetDocument() {}

  static JWKSet parse(byte[] document) throws FetchFailedException {
    try {
      if (IssuerDocument.object(document).get("keys") instanceof List<?> entries) {
        List<JWK> keys = new ArrayList<>();
        for (Object entry : entries) {
          if (entry instanceof Map<?, ?> members) {
            addIfKnown(keys, members);
          }
        }
        JWKSet set = new JWKSet(keys);
        if (new KeySet(set).isEmpty()) {
          throw new FetchFailedException("the key document has no key that can be used");
        }
        return set;
      }
    } catch (MalformedJoseException e) {
      // Answered like a document without keys.
    }
    throw new FetchFailedException("the key document is no acceptable JWK set");
  }

  private static void addIfKnown(List<JWK> keys, Map<?, ?> entry) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name : MEMBERS) {
      Object value = entry.get(name);
      if (value != null) {
        members.put(name, value);
      }
    }
    try {
      JWK key = JWK.parse(members).toPublicJWK();
      if (key != null) {
        keys.add(key);
      }
    } catch (ParseException | RuntimeException e) {
      // One broken key must not take the others down.
    }
  }
}
