package io.github.jerseymcp.mtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.jerseymcp.mtls.InvalidCertificateException.Reason;
import io.github.jerseymcp.testing.TestCertificates;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** MT-05: what proxies forward. */
class CertificateHeaderTest {

  private static final byte[] CLIENT = TestCertificates.client();
  private static final String BASE64 = Base64.getEncoder().encodeToString(CLIENT);
  private static final String PEM = TestCertificates.pem(TestCertificates.client());
  private static final String ESCAPED =
      URLEncoder.encode(PEM, StandardCharsets.US_ASCII).replace("+", "%20");

  static Stream<Arguments> accepted() {
    return Stream.of(
        arguments(CertificateHeader.CLIENT_CERT, ":" + BASE64 + ":"),
        arguments(CertificateHeader.CLIENT_CERT, "  :" + BASE64 + ": "),
        arguments(CertificateHeader.CLIENT_CERT, ":" + BASE64.replace("=", "") + ":"),
        arguments(CertificateHeader.NGINX, ESCAPED),
        arguments(CertificateHeader.NGINX, ESCAPED.replace("%2B", "+").replace("%2F", "/")),
        arguments(CertificateHeader.NGINX, ESCAPED.replace("%0A", "%0D%0A")),
        arguments(CertificateHeader.ENVOY, "Cert=\"" + ESCAPED + "\""),
        arguments(CertificateHeader.ENVOY, "cert=" + ESCAPED),
        arguments(
            CertificateHeader.ENVOY,
            "By=spiffe://a;Hash=00ff;Subject=\"CN=\\\"a\\\",O=b;c\";Cert=\""
                + ESCAPED
                + "\";URI=spiffe://b;DNS=x"));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("accepted")
  void reads(CertificateHeader header, String field) throws InvalidCertificateException {
    assertThat(header.read(List.of(field))).contains(CLIENT);
  }

  static Stream<Arguments> refused() {
    CertificateHeader standard = CertificateHeader.CLIENT_CERT;
    CertificateHeader nginx = CertificateHeader.NGINX;
    CertificateHeader envoy = CertificateHeader.ENVOY;
    return Stream.of(
        arguments("no colons", standard, BASE64, Reason.MALFORMED),
        arguments("one colon", standard, ":", Reason.MALFORMED),
        arguments("nothing", standard, "::", Reason.MALFORMED),
        arguments("no end", standard, ":" + BASE64, Reason.MALFORMED),
        arguments("not base64", standard, ":***:", Reason.MALFORMED),
        arguments("a parameter", standard, ":" + BASE64 + ":;a=1", Reason.MALFORMED),
        arguments("two", standard, ":" + BASE64 + ":, :" + BASE64 + ":", Reason.MALFORMED),
        arguments("no DER", standard, ":AAAA:", Reason.MALFORMED),
        arguments("an empty sequence", standard, ":MA==:", Reason.MALFORMED),
        arguments("no definite length", standard, ":MIAA:", Reason.MALFORMED),
        arguments("a huge length", standard, ":MIT/////AA==:", Reason.MALFORMED),
        arguments("cut off", standard, ":" + BASE64.substring(0, 100) + ":", Reason.MALFORMED),
        arguments("more after it", standard, ":" + BASE64 + "AAAA:", Reason.MALFORMED),
        arguments("too long", standard, ":" + "A".repeat(16384) + ":", Reason.MALFORMED),
        arguments("no PEM", nginx, BASE64, Reason.MALFORMED),
        arguments("no begin", nginx, ESCAPED.substring(5), Reason.MALFORMED),
        arguments("no end", nginx, ESCAPED.substring(0, 200), Reason.MALFORMED),
        arguments("no base64", nginx, ESCAPED.replace("MII", "***"), Reason.MALFORMED),
        arguments("overlapping", nginx, "-----BEGIN%20CERTIFICATE-----", Reason.MALFORMED),
        arguments("half an escape", nginx, ESCAPED + "%", Reason.MALFORMED),
        arguments("a wrong escape", nginx, ESCAPED + "%zz", Reason.MALFORMED),
        arguments("a fullwidth escape", nginx, ESCAPED + "%\uff11\uff11", Reason.MALFORMED),
        arguments("not ASCII", nginx, ESCAPED + "\u00e9", Reason.MALFORMED),
        arguments("two in one", nginx, ESCAPED + ESCAPED, Reason.SEVERAL),
        arguments("text before", nginx, "x" + ESCAPED, Reason.MALFORMED),
        arguments("text after", nginx, ESCAPED + "x", Reason.MALFORMED),
        arguments("no pair", envoy, ESCAPED, Reason.MALFORMED),
        arguments("no key", envoy, "=x", Reason.MALFORMED),
        arguments("no value of that form", envoy, "Cert=\"x\"", Reason.MALFORMED),
        arguments("an open quote", envoy, "Cert=\"" + ESCAPED, Reason.MALFORMED),
        arguments("text after a quote", envoy, "Subject=\"a\"b;Cert=c", Reason.MALFORMED),
        arguments("a quote within", envoy, "Subject=a\"b", Reason.MALFORMED),
        arguments("a pair at the end", envoy, "Hash=a;", Reason.MALFORMED),
        arguments("twice", envoy, "Cert=" + ESCAPED + ";cert=" + ESCAPED, Reason.SEVERAL),
        arguments("two elements", envoy, "Cert=" + ESCAPED + ",Hash=a", Reason.SEVERAL));
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("refused")
  void refuses(String rule, CertificateHeader header, String field, Reason expected) {
    InvalidCertificateException refused =
        catchThrowableOfType(InvalidCertificateException.class, () -> header.read(List.of(field)));

    assertThat(refused).as(rule).isNotNull();
    assertThat(refused.reason()).as(rule).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(CertificateHeader.class)
  void refusesTwoFields(CertificateHeader header) {
    InvalidCertificateException refused =
        catchThrowableOfType(InvalidCertificateException.class, () -> header.read(List.of("", "")));

    assertThat(refused.reason()).isEqualTo(Reason.SEVERAL);
  }

  @ParameterizedTest
  @EnumSource(CertificateHeader.class)
  void findsNoneWithoutField(CertificateHeader header) throws InvalidCertificateException {
    assertThat(header.read(List.of())).isEmpty();
    assertThat(header.read(List.of(" "))).isEmpty();
  }

  @Test
  void findsNoneInElementWithoutCertificate() throws InvalidCertificateException {
    assertThat(CertificateHeader.ENVOY.read(List.of("By=a;Hash=00ff;URI="))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CertificateHeader.class)
  void throwsNothingElseWhateverItReads(CertificateHeader header) {
    Random random = new Random(42);
    String[] seeds = {
      ":" + BASE64 + ":", ESCAPED, "By=a;Cert=\"" + ESCAPED + "\";Subject=\"\\\"\""
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder field = new StringBuilder(seeds[random.nextInt(seeds.length)]);
      for (int change = random.nextInt(6); change >= 0; change--) {
        int at = random.nextInt(field.length());
        if (random.nextBoolean()) {
          field.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65536));
        } else {
          field.delete(at, Math.min(field.length(), at + random.nextInt(40)));
          field.append('=');
        }
      }
      Throwable thrown = catchThrowable(() -> header.read(List.of(field.toString())));
      assertThat(thrown == null || thrown instanceof InvalidCertificateException)
          .as(field.toString())
          .isTrue();
    }
  }
}
