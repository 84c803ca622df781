package io.github.jerseymcp.event;

import java.util.Optional;
import java.util.Set;

/**
 * On what grounds something is refused, and to whom.
 *
 * @param cause why
 * @param issuer the trusted issuer that the token names, as it is configured
 * @param caller whom the verified token names, if it is known and anybody listens
 * @param needed the scopes that were found to be needed
 * @param detail what exactly it is about, in words of the configuration alone: the name of a claim;
 *     empty if there is no more to say
 */
public record Grounds(
    Cause cause,
    Optional<String> issuer,
    Optional<Caller> caller,
    Set<String> needed,
    String detail) {

  /** A refusal of somebody who is not known. */
  public static Grounds of(Cause cause) {
    return new Grounds(cause, Optional.empty(), Optional.empty(), Set.of(), "");
  }

  /** The same for a token that names this trusted issuer. */
  public Grounds from(Optional<String> trusted) {
    return new Grounds(cause, trusted, caller, needed, detail);
  }

  /** The same for a caller; one without credentials has no issuer. */
  public Grounds to(Caller known) {
    Optional<String> trusted = known.isAnonymous() ? Optional.empty() : Optional.of(known.issuer());
    return new Grounds(cause, trusted, Optional.of(known), needed, detail);
  }

  /** The same where these scopes are needed. */
  public Grounds needing(Set<String> scopes) {
    return new Grounds(cause, issuer, caller, scopes, detail);
  }

  /** The same, about this. */
  public Grounds about(String what) {
    return new Grounds(cause, issuer, caller, needed, what);
  }
}
