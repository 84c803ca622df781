package io.github.jerseymcp.config;

import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A value of a property.
 *
 * @param standard what the setting is without the property
 * @param value what is written
 * @param read what the setting is then
 * @param wrong what is refused; empty if every text is a value
 */
record Sample(String standard, String value, String read, String wrong) {

  private static final Map<String, Sample> SAMPLES =
      Map.ofEntries(
          Map.entry("allowed-hosts", new Sample("[]", "a.example,b", "[a.example, b]", "a/b")),
          Map.entry(
              "allowed-origins", new Sample("[]", "https://a.example", "[https://a.example]", "*")),
          Map.entry("allowed-headers", new Sample("[]", "traceparent", "[traceparent]", "a b")),
          Map.entry("bind-address", new Sample("", "127.0.0.1:80", "127.0.0.1:80", "80")),
          Map.entry(
              "forwarded-header", new Sample("FORWARDED", "x-forwarded", "X_FORWARDED", "via")),
          Map.entry("max-header-bytes", new Sample("65536", "100", "100", "0")),
          Map.entry("max-header-fields", new Sample("200", "10", "10", "-1")),
          Map.entry("max-body-bytes", new Sample("4194304", "5", "5", "x")),
          Map.entry("body-timeout-seconds", new Sample("30 s", "5", "5 s", "3601")),
          Map.entry("clock-leeway-seconds", new Sample("30 s", "0", "0 s", "301")),
          Map.entry("strict-audience", new Sample("false", "true", "true", "yes")),
          Map.entry("max-token-length", new Sample("16384", "8000", "8000", "255")),
          Map.entry("max-token-lifetime-seconds", new Sample("none", "3600", "3600 s", "0")),
          Map.entry("token-cache-bytes", new Sample("16777216", "none", "0", "5")),
          Map.entry("key-time-to-live-seconds", new Sample("300 s", "600", "600 s", "5")),
          Map.entry("key-minimum-interval-seconds", new Sample("15 s", "20", "20 s", "31")),
          Map.entry("key-outage-tolerance-seconds", new Sample("3600 s", "0", "0 s", "-1")),
          Map.entry("key-fetch-timeout-seconds", new Sample("5 s", "2", "2 s", "31")),
          Map.entry("max-key-document-bytes", new Sample("524288", "2000", "2000", "10")),
          Map.entry("cryptography", new Sample("NATIVE_IF_AVAILABLE", "jdk", "JDK", "openssl")),
          Map.entry("implied-scopes", new Sample("{}", "a=b c", "{a=[b, c]}", "a")),
          Map.entry("wildcard-scopes", new Sample("false", "true", "true", "1")),
          Map.entry("scopes-as-roles", new Sample("false", "true", "true", "on")),
          Map.entry("realm", new Sample("none", "notes", "notes", "\"")),
          Map.entry("all-scopes-in-first-challenge", new Sample("false", "true", "true", "x")),
          Map.entry("more-scopes-in-first-challenge", new Sample("[]", "a,b", "[a, b]", "a b")),
          Map.entry("granted-scopes-in-challenges", new Sample("false", "true", "true", "x")),
          Map.entry("base-path", new Sample("none", "/api", "/api", "api")),
          Map.entry("documents-at-host-root", new Sample("false", "true", "true", "x")),
          Map.entry("root-document", new Sample("none", "/mcp", "/mcp", "mcp")),
          Map.entry("rate-requests-of-caller", new Sample("none", "600,60", "600, 60", "0, 60")),
          Map.entry("rate-calls-of-caller", new Sample("none", "9 , 1", "9, 1", "1, 86401")),
          Map.entry(
              "rate-calls-of-tools",
              new Sample(
                  "{}",
                  "search=10 60, export=2 3600",
                  "{export=2, 3600, search=10, 60}",
                  "search=0 60")),
          Map.entry("rate-failures-of-network", new Sample("none", "100 300", "100, 300", "-1, 5")),
          Map.entry("rate-longest-delay-seconds", new Sample("300 s", "60", "60 s", "0")),
          Map.entry("rate-networks", new Sample("32, 64", "24,56", "24, 56", "33, 64")),
          Map.entry("rate-proxies", new Sample("[]", "10.0.0.0/8", "[10.0.0.0/8]", "proxy")),
          Map.entry("rate-refusal-in-outages", new Sample("false", "true", "true", "refuse")),
          Map.entry("anonymous-max-body-bytes", new Sample("65536", "1000", "1000", "0")),
          Map.entry("anonymous-body-timeout-seconds", new Sample("5 s", "2", "2 s", "61")),
          Map.entry("anonymous-requests-of-network", new Sample("120, 60", "9 1", "9, 1", "0, 60")),
          Map.entry("logout-path", new Sample("/backchannel-logout", "/out", "/out", "out")),
          Map.entry(
              "logout-clients",
              new Sample(
                  "{}",
                  "https://as.example.com=app-1 app-2",
                  "{https://as.example.com=[app-1, app-2]}",
                  "https://other.example.com=app")),
          Map.entry("logout-max-lifetime-seconds", new Sample("600 s", "60", "60 s", "3601")),
          Map.entry("logout-max-body-bytes", new Sample("16384", "2048", "2048", "1023")),
          Map.entry("logout-body-timeout-seconds", new Sample("5 s", "2", "2 s", "61")),
          Map.entry("logout-requests-of-network", new Sample("32", "8", "8", "0")),
          Map.entry(
              "signature-keys",
              new Sample(
                  "[]",
                  "key-1=MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs= app-1",
                  "[SignatureKey[key-1, ed25519, of app-1]]",
                  "client-1=MCow")),
          Map.entry("signature-max-lifetime-seconds", new Sample("60 s", "5", "5 s", "61")),
          Map.entry("signature-ahead-seconds", new Sample("30 s", "0", "0 s", "31")),
          Map.entry("limit-factor-of-service-accounts", new Sample("8", "2", "2", "1001")));

  static Sample of(String property) {
    return Stream.of(Holding.values())
        .filter(holding -> property.equals("limit-" + holding.settingName()))
        .map(Sample::of)
        .findFirst()
        .orElseGet(() -> SAMPLES.get(property));
  }

  private static Sample of(Holding holding) {
    CallerLimits limits = CallerLimits.defaults();
    return new Sample(
        limits.ofCaller(holding) + ", " + limits.ofAll(holding), "3,7", "3, 7", "0, 5");
  }
}
