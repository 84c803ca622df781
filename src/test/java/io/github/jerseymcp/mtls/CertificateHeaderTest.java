package io.github.jerseymcp.mtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
        arguments("no colons", standard, BASE64, CertificateFault.MALFORMED),
        arguments("one colon", standard, ":", CertificateFault.MALFORMED),
        arguments("nothing", standard, "::", CertificateFault.MALFORMED),
        arguments("no end", standard, ":" + BASE64, CertificateFault.MALFORMED),
        arguments("not base64", standard, ":***:", CertificateFault.MALFORMED),
        arguments("a parameter", standard, ":" + BASE64 + ":;a=1", CertificateFault.MALFORMED),
        arguments(
            "two", standard, ":" + BASE64 + ":, :" + BASE64 + ":", CertificateFault.MALFORMED),
        arguments("no DER", standard, ":AAAA:", CertificateFault.MALFORMED),
        arguments("an empty sequence", standard, ":MA==:", CertificateFault.MALFORMED),
        arguments("no definite length", standard, ":MIAA:", CertificateFault.MALFORMED),
        arguments("a huge length", standard, ":MIT/////AA==:", CertificateFault.MALFORMED),
        arguments(
            "cut off", standard, ":" + BASE64.substring(0, 100) + ":", CertificateFault.MALFORMED),
        arguments("more after it", standard, ":" + BASE64 + "AAAA:", CertificateFault.MALFORMED),
        arguments("too long", standard, ":" + "A".repeat(16384) + ":", CertificateFault.MALFORMED),
        arguments("no PEM", nginx, BASE64, CertificateFault.MALFORMED),
        arguments("no begin", nginx, ESCAPED.substring(5), CertificateFault.MALFORMED),
        arguments("no end", nginx, ESCAPED.substring(0, 200), CertificateFault.MALFORMED),
        arguments("no base64", nginx, ESCAPED.replace("MII", "***"), CertificateFault.MALFORMED),
        arguments(
            "overlapping", nginx, "-----BEGIN%20CERTIFICATE-----", CertificateFault.MALFORMED),
        arguments("half an escape", nginx, ESCAPED + "%", CertificateFault.MALFORMED),
        arguments("a wrong escape", nginx, ESCAPED + "%zz", CertificateFault.MALFORMED),
        arguments(
            "a fullwidth escape", nginx, ESCAPED + "%\uff11\uff11", CertificateFault.MALFORMED),
        arguments("not ASCII", nginx, ESCAPED + "\u00e9", CertificateFault.MALFORMED),
        arguments("two in one", nginx, ESCAPED + ESCAPED, CertificateFault.SEVERAL),
        arguments("text before", nginx, "x" + ESCAPED, CertificateFault.MALFORMED),
        arguments("text after", nginx, ESCAPED + "x", CertificateFault.MALFORMED),
        arguments("no pair", envoy, ESCAPED, CertificateFault.MALFORMED),
        arguments("no key", envoy, "=x", CertificateFault.MALFORMED),
        arguments("no value of that form", envoy, "Cert=\"x\"", CertificateFault.MALFORMED),
        arguments("an open quote", envoy, "Cert=\"" + ESCAPED, CertificateFault.MALFORMED),
        arguments("text after a quote", envoy, "Subject=\"a\"b;Cert=c", CertificateFault.MALFORMED),
        arguments("a quote within", envoy, "Subject=a\"b", CertificateFault.MALFORMED),
        arguments("a pair at the end", envoy, "Hash=a;", CertificateFault.MALFORMED),
        arguments("twice", envoy, "Cert=" + ESCAPED + ";cert=" + ESCAPED, CertificateFault.SEVERAL),
        arguments("two elements", envoy, "Cert=" + ESCAPED + ",Hash=a", CertificateFault.SEVERAL));
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("refused")
  void refuses(String rule, CertificateHeader header, String field, CertificateFault expected) {
    InvalidCertificateException refused =
        catchThrowableOfType(InvalidCertificateException.class, () -> header.read(List.of(field)));

    assertThat(refused).as(rule).isNotNull();
    assertThat(refused.fault()).as(rule).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(CertificateHeader.class)
  void refusesTwoFields(CertificateHeader header) {
    InvalidCertificateException refused =
        catchThrowableOfType(InvalidCertificateException.class, () -> header.read(List.of("", "")));

    assertThat(refused.fault()).isEqualTo(CertificateFault.SEVERAL);
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
