package io.github.jerseymcp.token;

import io.github.jerseymcp.fetch.SecureAddress;
import io.github.jerseymcp.introspection.Introspection;
import io.github.jerseymcp.issuer.KeySource;
import io.github.jerseymcp.jose.SignatureAlgorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the mistakes in the configuration of an issuer. */
final class IssuerProblems {

  private static final String NAMES_UNCHECKED =
      "jdk.internal.httpclient.disableHostnameVerification";
  private static final String WELL_KNOWN = "/.well-known/";
  private static final List<String> INDISPENSABLE = List.of("iss", "exp");

  /** Claims that name a client or a user, and so never a resource. */
  private static final Set<String> NO_RESOURCES = Set.of("client_id", "azp", "cid", "appid", "sub");

  private IssuerProblems() {}

  static List<String> of(IssuerSettings issuer) {
    List<String> problems = new ArrayList<>();
    String name = "Issuer " + issuer.issuer();
    issuer.pattern().ifPresent(pattern -> checkPattern(problems, name, issuer, pattern));
    checkAddress(problems, name, issuer);
    int wellKnown = issuer.issuer().indexOf(WELL_KNOWN);
    if (wellKnown >= 0) {
      problems.add(
          name
              + ": is the address of its metadata; write the identifier that the metadata names as"
              + " issuer, probably "
              + identifier(issuer.issuer(), wellKnown));
    }
    if (issuer.keySource() instanceof KeySource.Address address
        && !SecureAddress.isSecureWithQuery(address.jwksUri())
        && issuer.connection().filter(c -> c.speaksPlainHttpTo(address.jwksUri())).isEmpty()) {
      problems.add(
          name
              + ": the address of its keys must be an absolute https URL, or http on loopback or to"
              + " a host that withPlainHttpTo of its connection names, without user information and"
              + " fragment");
    }
    checkNames(problems, name, issuer);
    issuer
        .connection()
        .ifPresent(how -> how.problems().forEach(problem -> problems.add(name + ": " + problem)));
    if (issuer.algorithms().isEmpty()) {
      problems.add(name + ": allow at least one algorithm");
    }
    for (String algorithm : issuer.algorithms()) {
      if (SignatureAlgorithm.named(algorithm).isEmpty()) {
        problems.add(
            name
                + ": the algorithm "
                + algorithm
                + " is not among RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512,"
                + " EdDSA and Ed25519; none and HMAC can never be allowed");
      }
    }
    if (issuer.types().isEmpty() && !issuer.typeOptional()) {
      problems.add(name + ": accept at least one type, at+jwt by default");
    }
    for (String claim : INDISPENSABLE) {
      if (!issuer.requiredClaims().contains(claim)) {
        problems.add(name + ": the required claims must include " + claim);
      }
    }
    checkStandIns(problems, name, issuer);
    if (!Scopes.isPart(issuer.scopePrefix())) {
      problems.add(name + ": a scope prefix has neither space, quote nor backslash");
    }
    issuer
        .introspection()
        .ifPresent(how -> how.problems().forEach(problem -> problems.add(name + ": " + problem)));
    requireText(problems, name, "type", issuer.types());
    requireText(problems, name, "required claim", issuer.requiredClaims());
    requireText(problems, name, "subject claim", issuer.subjectClaims());
    requireText(problems, name, "audience claim", issuer.audienceClaims().keySet());
    requireText(problems, name, "scope claim", issuer.scopeClaims());
    requireText(problems, name, "client claim", issuer.clientIdClaims());
    requireText(problems, name, "extra audience", issuer.audiences());
    return problems;
  }

  private static void checkPattern(
      List<String> problems, String name, IssuerSettings issuer, IssuerPattern pattern) {
    pattern.addProblems(problems, name);
    if (issuer.keySource() instanceof KeySource.Discovery) {
      problems.add(name + ": name the keys of a pattern with withJwksUri or withKeys");
    }
    if (issuer.introspection().isPresent()) {
      problems.add(name + ": issuers of a pattern cannot be asked about opaque tokens");
    }
  }

  /** Where all is named that would be looked for there, the identifier need be no address. */
  private static void checkAddress(List<String> problems, String name, IssuerSettings issuer) {
    Optional<Introspection> how = issuer.introspection();
    boolean named =
        (!(issuer.keySource() instanceof KeySource.Discovery)
                || (how.isPresent() && !how.get().needsKeys()))
            && (how.isEmpty() || !how.get().needsMetadata());
    if (named ? !isName(issuer.issuer()) : !SecureAddress.isSecure(issuer.issuer())) {
      problems.add(
          name
              + ": must be an absolute https URL, or http on loopback, without user information,"
              + " query and fragment (RFC 8414 section 2), unless its keys are named with"
              + " withJwksUri or withKeys, and its introspection endpoint, if it is asked");
    } else if (issuer.advertisedAs().filter(url -> !SecureAddress.isSecure(url)).isPresent()) {
      problems.add(
          name
              + ": clients cannot follow what the documents would name; give the https URL of the"
              + " authorization server to withAdvertisedAs, or leave it out with withoutAdvertising");
    }
  }

  /** Else the keys of whoever answers would verify its tokens. */
  private static void checkNames(List<String> problems, String name, IssuerSettings issuer) {
    String unchecked = System.getProperty(NAMES_UNCHECKED);
    boolean asked =
        !(issuer.keySource() instanceof KeySource.Application)
            || issuer.introspection().filter(Introspection::needsMetadata).isPresent();
    boolean secure =
        issuer.keySource() instanceof KeySource.Address address
            ? address.jwksUri().startsWith("https:")
            : issuer.issuer().startsWith("https:");
    if (asked
        && secure
        && unchecked != null
        && (unchecked.isEmpty() || Boolean.parseBoolean(unchecked))) {
      problems.add(
          name
              + ": "
              + NAMES_UNCHECKED
              + " is set, so that anybody with a certificate could answer in its place: remove it");
    }
  }

  private static boolean isName(String issuer) {
    return !issuer.isEmpty() && issuer.chars().allMatch(c -> c > 0x20 && c != 0x7F);
  }

  private static void checkStandIns(List<String> problems, String name, IssuerSettings issuer) {
    if (issuer.audienceClaims().isEmpty() && !issuer.requiredClaims().contains("aud")) {
      problems.add(
          name
              + ": the required claims must include aud, or withAudienceClaim must name the claim"
              + " that stands for it");
    }
    if (issuer.audienceClaims().containsKey("aud")) {
      problems.add(
          name + ": aud is an audience claim in any case; say which values count in withAudiences");
    }
    if (issuer.subjectClaims().isEmpty()) {
      problems.add(name + ": name at least one subject claim, sub by default");
    } else if (issuer.subjectClaims().equals(List.of("sub"))
        && !issuer.requiredClaims().contains("sub")) {
      problems.add(
          name
              + ": the required claims must include sub, or withSubjectClaims must name the claim"
              + " that stands for it");
    }
    issuer
        .audienceClaims()
        .forEach(
            (claim, values) -> {
              if (values.isEmpty() && NO_RESOURCES.contains(claim)) {
                problems.add(
                    name
                        + ": "
                        + claim
                        + " never names a resource: say which values of it count, with"
                        + " withAudienceClaim(\""
                        + claim
                        + "\", ...)");
              }
              requireText(problems, name, "value of " + claim, values);
            });
  }

  /** The identifier that a well-known address was made from, by inserting or by appending. */
  private static String identifier(String address, int wellKnown) {
    int suffix = address.indexOf('/', wellKnown + WELL_KNOWN.length());
    return address.substring(0, wellKnown) + (suffix < 0 ? "" : address.substring(suffix));
  }

  private static void requireText(
      List<String> problems, String name, String what, Iterable<String> values) {
    for (String value : values) {
      if (value.isBlank()) {
        problems.add(name + ": a " + what + " must not be blank");
      }
    }
  }
}
