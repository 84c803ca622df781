package io.github.jerseymcp.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jerseymcp.fetch.FetchPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of others: negative case 41. */
class UriRulesTest {

  private static final UriRules WEB = UriRules.schemes("https", "notes");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/a?b=c",
        "HTTPS://EXAMPLE.COM",
        "notes://1",
        "notes://a%20b/c",
        "notes://1/a%2Fb;c=..",
        "notes://1/100%25/50%2525",
        "notes://1/..%2520a/%252e%252e%252e",
        "notes://1/%e2%82%ac%25c0%25ae",
        "https://[2001:db8::1]:8443/",
        "https://10.0.0.1/"
      })
  void takesWhatItsRulesSay(String address) {
    assertThat(WEB.check(address)).hasToString(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file:///etc/passwd | a scheme",
        "JAVASCRIPT:alert(1) | a scheme",
        "data:text/html,x | a scheme",
        "//example.com/ | a scheme",
        "relative | a scheme",
        "'' | a scheme",
        "https://user@example.com/ | user information",
        "https://example.com@evil.example/ | user information",
        "notes://me:secret@host/ | user information",
        "https:///path | no host",
        "https:opaque | no host",
        "https://example.com:0/ | no possible port",
        "https://example.com:70000/ | no possible port",
        "https://example.com/a/../b | dots",
        "https://example.com/%2e%2E/b | dots",
        "notes://a/./b | dots",
        "notes://a/..%2f..%2Fb | dots",
        "notes://a/%2e%2e%5cb | dots",
        "https://example.com/a/..;/b | dots",
        "https://example.com/a/..%3Bx=y/b | dots",
        "https://example.com/%252e%252e/b | dots",
        "https://example.com/.%252E/b | dots",
        "https://example.com/%25252e%2525252e/b | dots",
        "https://example.com/%25%32%65%2e/b | dots",
        "notes://a/..%252fb | dots",
        "notes://a/b%255c..%255cc | dots",
        "notes://a/..%253bx | dots",
        "notes://a/..%3Fx | dots",
        "notes://a/..%23x | dots",
        "notes://a/..%00.txt | dots",
        "notes:a/%252e%252e | dots",
        "https://exa mple.com/ | has not the form",
        "https://example.com\\@evil/ | has not the form",
      })
  void refusesTheRestCase41(String address, String rule) {
    assertThatExceptionOfType(RefusedContentException.class)
        .isThrownBy(() -> WEB.check(address))
        .withMessageContaining(rule)
        .withMessageNotContaining("evil");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a/\u202egnp",
        "https://a/\u200b",
        "https://a/\n",
        "https://a/\udb40\udc41"
      })
  void refusesWhatNobodySees(String address) {
    assertThatExceptionOfType(RefusedContentException.class)
        .isThrownBy(() -> WEB.check(address))
        .withMessage("An address has characters that nobody sees");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://10.0.0.1/",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://[::ffff:10.0.0.1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/",
        "https://[::1]/",
        "http://example.com/",
        "https://example.com/#fragment"
      })
  void refusesWhatIsNeverAskedCase41(String address) {
    UriRules fetchable = UriRules.schemes("http", "https").fetchable(FetchPolicy.strict());

    assertThatExceptionOfType(RefusedContentException.class)
        .isThrownBy(() -> fetchable.check(address))
        .withMessage("An address is of a kind that is never asked");
    assertThat(fetchable.check("https://example.com/a")).hasHost("example.com");
    assertThat(fetchable.check("https://93.184.215.14/")).hasHost("93.184.215.14");
  }

  @Test
  void takesItsHostsAlone() {
    UriRules rules = WEB.withHosts("Example.com");

    assertThat(rules.check("https://EXAMPLE.com/x")).hasScheme("https");
    for (String other :
        new String[] {"https://www.example.com/", "https://example.com.evil.example/", "notes:x"}) {
      assertThatExceptionOfType(RefusedContentException.class).isThrownBy(() -> rules.check(other));
    }
  }

  @Test
  void boundsTheLength() {
    assertThatExceptionOfType(RefusedContentException.class)
        .isThrownBy(() -> WEB.check("https://example.com/" + "x".repeat(2_048)))
        .withMessage("An address is too long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTPS", "a b", "1a", "https:"})
  void takesNoSchemeThatIsNone(String scheme) {
    assertThatIllegalArgumentException().isThrownBy(() -> UriRules.schemes(scheme));
  }
}
