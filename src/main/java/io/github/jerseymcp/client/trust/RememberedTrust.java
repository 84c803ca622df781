package io.github.jerseymcp.client.trust;

import io.github.jerseymcp.client.proof.CodeVerifier;
import io.github.jerseymcp.client.token.CredentialKey;
import io.github.jerseymcp.client.token.CredentialStore;
import io.github.jerseymcp.client.token.CredentialStore.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A policy that asks each user once: a yes counts for that user, for the very question, and for 90
 * days. A no is not remembered, nor is anything of a user without a name. What is kept and cannot
 * be read, has ended, or would end later than that is no yes, and a yes that cannot be kept is
 * none. Thread-safe as its store and the policy behind it are.
 */
final class RememberedTrust implements TrustPolicy {

  private static final Duration LIFE = Duration.ofDays(90);
  private static final int MOST_ANSWERS = 32;
  private static final int MOST_TRIES = 100;
  private static final String PREFIX = "trust ";

  private final CredentialStore store;
  private final TrustPolicy ask;
  private final InstantSource time;

  RememberedTrust(CredentialStore store, TrustPolicy ask, InstantSource time) {
    this.store = store;
    this.ask = ask;
    this.time = time;
  }

  @Override
  public boolean admits(TrustQuestion question) {
    if (question.user().isEmpty()) {
      return ask.admits(question);
    }
    CredentialKey key = key(question.user(), question.server());
    String digest = digest(question);
    Map<String, Instant> kept = store.read(key).map(Stored::value).map(this::read).orElse(Map.of());
    if (kept.containsKey(digest)) {
      return true;
    }
    if (!ask.admits(question)) {
      return false;
    }
    remember(key, digest);
    return true;
  }

  /** Forgets what this user has answered about this server and its authorization servers. */
  static void forget(CredentialStore store, String user, String server) {
    CredentialKey key = key(user, server);
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<Stored> kept = store.read(key);
      if (kept.isEmpty() || store.remove(key, kept.get().version())) {
        return;
      }
    }
    throw new IllegalStateException("The store of answers removes none");
  }

  private void remember(CredentialKey key, String digest) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<Stored> before = store.read(key);
      Map<String, Instant> answers =
          new LinkedHashMap<>(before.map(Stored::value).map(this::read).orElse(Map.of()));
      while (answers.size() >= MOST_ANSWERS) {
        answers.remove(answers.keySet().iterator().next());
      }
      answers.put(digest, time.instant().plus(LIFE));
      if (store.write(key, before.map(Stored::version).orElse(0L), write(answers))) {
        return;
      }
    }
    throw new IllegalStateException("The store of answers takes no new one");
  }

  private static CredentialKey key(String user, String server) {
    return new CredentialKey(user, PREFIX + server);
  }

  private static String digest(TrustQuestion question) {
    String text = question.issuer().orElse("") + "\n" + question.instead().orElse("");
    return HexFormat.of().formatHex(CodeVerifier.sha256(text));
  }

  /** A line for each: the digest of what was asked, a blank, the second of its end. */
  private static String write(Map<String, Instant> answers) {
    StringBuilder text = new StringBuilder();
    answers.forEach(
        (digest, end) -> text.append(digest).append(' ').append(end.getEpochSecond()).append('\n'));
    return text.toString();
  }

  /** Those that count now. */
  private Map<String, Instant> read(String text) {
    Map<String, Instant> answers = new LinkedHashMap<>();
    Instant now = time.instant();
    for (String line : text.lines().toList()) {
      int blank = line.indexOf(' ');
      if (blank > 0 && line.substring(blank + 1).matches("[0-9]{1,12}")) {
        Instant end = Instant.ofEpochSecond(Long.parseLong(line.substring(blank + 1)));
        if (end.isAfter(now) && !end.isAfter(now.plus(LIFE))) {
          answers.put(line.substring(0, blank), end);
        }
      }
    }
    return answers;
  }
}
