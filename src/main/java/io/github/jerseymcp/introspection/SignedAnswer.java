package io.github.jerseymcp.introspection;

import io.github.jerseymcp.jose.CompactJws;
import io.github.jerseymcp.jose.MalformedJoseException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers that the issuer has signed for this server (RFC 9701 section 5): a JWT of the type
 * {@code token-introspection+jwt}, whose {@code iss} and {@code aud} are right and whose {@code
 * iat} is of now. An encrypted answer is not read.
 */
final class SignedAnswer {

  private static final Duration OLDEST = Duration.ofMinutes(5);
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private final String issuer;
  private final String clientId;
  private final IssuerSignature signature;

  SignedAnswer(String issuer, String clientId, IssuerSignature signature) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.signature = signature;
  }

  Map<?, ?> read(byte[] body, Instant now) throws AskFailedException {
    CompactJws signed;
    try {
      signed = CompactJws.parse(new String(body, StandardCharsets.ISO_8859_1), body.length);
    } catch (MalformedJoseException e) {
      throw AskFailedException.ofAnswer("the signed answer is no acceptable JWT");
    }
    if (!signed.type().filter("token-introspection+jwt"::equalsIgnoreCase).isPresent()) {
      throw AskFailedException.ofAnswer("the signed answer is not of the type for answers");
    }
    Map<String, Object> claims = signed.payload();
    if (!issuer.equals(claims.get("iss"))) {
      throw AskFailedException.ofAnswer("the signed answer is of another issuer");
    }
    if (!isFor(claims.get("aud"))) {
      throw AskFailedException.ofAnswer(
          "the signed answer does not name this client as its audience");
    }
    if (!(claims.get("iat") instanceof Number issued) || !isOfNow(issued.longValue(), now)) {
      throw AskFailedException.ofAnswer("the signed answer is not of now; check the clocks");
    }
    if (!(claims.get("token_introspection") instanceof Map<?, ?> answer)) {
      throw AskFailedException.ofAnswer("the signed answer holds no answer");
    }
    if (!signature.isOn(signed)) {
      throw AskFailedException.ofAnswer("the signature of the answer is not the issuer's");
    }
    return answer;
  }

  private boolean isFor(@Nullable Object audience) {
    return clientId.equals(audience)
        || (audience instanceof List<?> members && members.contains(clientId));
  }

  private static boolean isOfNow(long issued, Instant now) {
    return issued >= now.minus(OLDEST).getEpochSecond()
        && issued <= now.plus(AHEAD).getEpochSecond();
  }
}
