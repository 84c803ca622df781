package io.github.jerseymcp.upstream;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.discovery.Challenge;
import io.github.jerseymcp.client.discovery.Origins;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.token.AuthenticateClient;
import io.github.jerseymcp.fetch.SecureAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds what is wrong with the settings for an API. */
final class UpstreamProblems {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration OLDEST = Duration.ofHours(1);
  private static final long MOST_MEMORY = 1L << 30;
  private static final Pattern NAME = Pattern.compile("[\\x21-\\x7E]{1,2048}");

  private final UpstreamTokensBuilder settings;
  private final List<String> problems = new ArrayList<>();

  private UpstreamProblems(UpstreamTokensBuilder settings) {
    this.settings = settings;
  }

  static List<String> of(UpstreamTokensBuilder settings) {
    UpstreamProblems found = new UpstreamProblems(settings);
    found.checkAddresses();
    found.checkClient();
    found.checkTls();
    found.checkForm();
    found.checkBounds();
    return List.copyOf(found.problems);
  }

  private void checkAddresses() {
    boolean secure = SecureAddress.isSecure(settings.api);
    check(secure, "api must be https, or http on loopback, without user, query and fragment");
    boolean issuer = SecureAddress.isSecure(settings.issuer);
    check(issuer, "issuer must be https, or http on loopback");
    String unchecked = System.getProperty("jdk.internal.httpclient.disableHostnameVerification");
    check(
        unchecked == null
            || unchecked.equals("false")
            || (secure && issuer && isLoopback(settings.api) && isLoopback(settings.issuer)),
        "jdk.internal.httpclient.disableHostnameVerification is set: names of servers would not be"
            + " checked");
  }

  private static boolean isLoopback(String address) {
    return SecureAddress.isLoopbackHttp(URI.create(address));
  }

  private void checkClient() {
    Optional<Registration> client = settings.client;
    check(
        client.isPresent(),
        "client must be set: whoever has no identity of its own is given no tokens");
    client.stream()
        .flatMap(registration -> registration.problems().stream())
        .filter(problem -> !problem.contains("the issuer of a client"))
        .forEach(problem -> problems.add(problem.replace("registrations:", "client:")));
    check(
        settings.signing.map(AuthenticateClient::canSign).orElse(true),
        "client: the key cannot sign: it must be a private RSA key of 2048 bits or more, an EC key,"
            + " or an Ed25519 key with com.google.crypto.tink:tink on the class path, and its alg,"
            + " if it has one, must fit");
  }

  private void checkTls() {
    problems.addAll(settings.tls.problems());
    check(
        settings.tls.certificate().isPresent()
            || settings.client.filter(Registration::certified).isEmpty(),
        "tls: a client that authenticates with a certificate needs one, withCertificate");
    settings.endpointOrigins.stream()
        .filter(origin -> !Origins.isOrigin(origin))
        .forEach(
            origin -> problems.add("endpointOrigins: an origin must be like https://host:port"));
  }

  private void checkForm() {
    check(isName(settings.audience), "audience must be of visible ASCII characters");
    check(isName(settings.resource), "resource must be of visible ASCII characters");
    boolean named = settings.audience.isPresent() || settings.resource.isPresent();
    if (settings.onBehalfOf) {
      check(!named, "audience and resource are nothing to onBehalfOf, where scopes name the API");
      check(!settings.scopes.isEmpty(), "scopes must name the API with onBehalfOf");
    } else {
      check(named, "audience or resource must name the API; else a token for anything could come");
    }
    settings.scopes.stream()
        .filter(scope -> !Challenge.isScope(scope))
        .forEach(scope -> problems.add("scopes: one is no scope by RFC 6749 section 3.3"));
    check(settings.dpop != DpopUse.CONFIGURED, "dpop must be off, optional or required");
  }

  private static boolean isName(Optional<String> name) {
    return name.map(text -> NAME.matcher(text).matches()).orElse(true);
  }

  private void checkBounds() {
    checkTime(settings.timeout, SHORTEST, LONGEST, "timeout must be from 100 ms to 30 seconds");
    checkTime(settings.maximumAge, Duration.ZERO, OLDEST, "maximumAge must be from 0 to 1 hour");
    checkNumber(settings.memory, 0, MOST_MEMORY, "memory must be from 0 to 1 GiB");
    checkNumber(settings.mostExchanges, 1, 1_000, "mostExchanges must be from 1 to 1,000");
    checkNumber(settings.mostWaiting, 1, 100_000, "mostWaiting must be from 1 to 100,000");
    problems.addAll(settings.limits.problems());
  }

  private void checkTime(Duration value, Duration least, Duration most, String otherwise) {
    check(value.compareTo(least) >= 0 && value.compareTo(most) <= 0, otherwise);
  }

  private void checkNumber(long value, long least, long most, String otherwise) {
    check(value >= least && value <= most, otherwise);
  }

  private void check(boolean right, String otherwise) {
    if (!right) {
      problems.add(otherwise);
    }
  }
}
