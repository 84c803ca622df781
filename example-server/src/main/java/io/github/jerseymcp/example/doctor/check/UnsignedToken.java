package io.github.jerseymcp.example.doctor.check;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.time.Duration;
import java.util.Date;

/** A token that says all the right things and is signed by nobody ({@code alg} none). */
final class UnsignedToken {

  private static final Duration LIFE = Duration.ofMinutes(5);

  private UnsignedToken() {}

  static String of(Visit visit) {
    String issuer =
        visit
            .documents()
            .documentIfAny()
            .map(document -> document.path("authorization_servers").path(0).asText(""))
            .orElse("");
    return new PlainJWT(
            new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("doctor")
                .audience(visit.target().url().toString())
                .claim("client_id", "doctor")
                .issueTime(Date.from(visit.clock().instant()))
                .expirationTime(Date.from(visit.clock().instant().plus(LIFE)))
                .build())
        .serialize();
  }
}
