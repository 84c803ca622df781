package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Whether the connection is one of TLS, of which version, and for how long yet. */
final class TransportLayer implements Check {

  private static final Duration SOON = Duration.ofDays(14);

  @Override
  public List<Rule> rules() {
    return List.of(Rule.TLS, Rule.TLS_VERSION, Rule.TLS_CERTIFICATE, Rule.TLS_HSTS);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    Answer answer = visit.entry().first();
    if (answer.tls().isEmpty()) {
      examinePlain(visit, findings);
      return;
    }
    SSLSession session = answer.tls().get();
    findings.ok(Rule.TLS, "The endpoint is served by https");
    if (List.of("TLSv1.2", "TLSv1.3").contains(session.getProtocol())) {
      findings.ok(Rule.TLS_VERSION, session.getProtocol());
    } else {
      findings.wrong(Rule.TLS_VERSION, "The connection is one of " + session.getProtocol());
    }
    examineCertificate(session, visit.clock().instant(), findings);
    if (!visit.target().isLoopback()) {
      examineHsts(answer.field("Strict-Transport-Security"), findings);
    }
  }

  private static void examinePlain(Visit visit, Findings findings) {
    if (visit.target().isLoopback()) {
      findings.ok(Rule.TLS, "http, and on a loopback address");
    } else {
      findings.wrong(Rule.TLS, "The endpoint is served by http, where all can read the tokens");
    }
  }

  private static void examineHsts(String value, Findings findings) {
    if (value.contains("max-age=") && !value.matches(".*max-age=\"?0+\"?(\\D.*)?")) {
      findings.ok(Rule.TLS_HSTS, "Browsers are told to use https");
    } else {
      findings.advice(Rule.TLS_HSTS, "Browsers are not told to use https alone");
    }
  }

  private static void examineCertificate(SSLSession session, Instant now, Findings findings)
      throws CannotTellException {
    try {
      Certificate leaf = session.getPeerCertificates()[0];
      if (leaf instanceof X509Certificate certificate) {
        Duration left = Duration.between(now, certificate.getNotAfter().toInstant());
        String seen = "The certificate is good for " + Math.max(0, left.toDays()) + " more days";
        if (left.compareTo(SOON) < 0) {
          findings.advice(Rule.TLS_CERTIFICATE, seen);
        } else {
          findings.ok(Rule.TLS_CERTIFICATE, seen);
        }
      }
    } catch (SSLPeerUnverifiedException e) {
      throw new CannotTellException("The endpoint shows no certificate");
    }
  }
}
