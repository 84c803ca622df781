package io.github.jerseymcp.testsupport.dpop;

import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;

/** Changes of proofs that take more than another member. */
final class ProofSpoiling {

  private ProofSpoiling() {}

  /** The proof without its signature and the dot before it. */
  static String unsigned(TestProof proof) {
    String signed = proof.sign();
    return signed.substring(0, signed.lastIndexOf('.'));
  }

  static String asJson(TestProof proof) {
    String[] parts = proof.sign().split("\\.", -1);
    return "{\"payload\":\"%s\",\"protected\":\"%s\",\"signature\":\"%s\"}"
        .formatted(parts[1], parts[0], parts[2]);
  }

  /** A proof of as many characters, or up to four fewer. */
  static String ofAbout(int length, TestProof proof) {
    int rest = length - proof.claim("pad", "").sign().length();
    return proof.claim("pad", "x".repeat(rest * 3 / 4)).sign();
  }

  static String deepPayload(TestProof proof) {
    int depth = 500;
    return proof.rawPayload("{\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}").sign();
  }

  static String otherSignature(TestProof proof) {
    String signed = proof.sign();
    int index = signed.lastIndexOf('.') + 5;
    char other = signed.charAt(index) == 'A' ? 'B' : 'A';
    return signed.substring(0, index) + other + signed.substring(index + 1);
  }

  static String otherPayload(TestProof proof) {
    String signed = proof.sign();
    return unsigned(proof.claim("jti", "other")) + signed.substring(signed.lastIndexOf('.'));
  }

  /** A member of the header, or of the key in it, twice. */
  static String headerTwice(TestProof proof, String member) {
    String header = proof.header();
    int start = header.indexOf("\"" + member + "\"");
    int end = header.indexOf('"', header.indexOf(':', start) + 2) + 1;
    String pair = header.substring(start, end);
    return proof.rawHeader(header.replace(pair, pair + "," + pair)).sign();
  }

  static String claimTwice(TestProof proof, String claim) {
    String pair = "{\"" + claim + "\":\"first\",";
    return proof.rawPayload(pair + proof.payload().substring(1)).sign();
  }

  static String ofWeakKey(ProofUse use) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(1024);
      SigningKey weak = SigningKey.of("RS256", "weak", generator.generateKeyPair());
      return TestProof.of(weak, use.method(), use.target().toString(), use.now())
          .claim("ath", use.tokenHash())
          .sign();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String swapCase(String text) {
    return text.chars()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
