package io.github.jerseymcp.foreign;

import io.github.jerseymcp.PrincipalMapper;
import io.github.jerseymcp.Sender;
import java.util.Map;
import java.util.Optional;

/** Knows the users of a directory, by issuer and subject. */
final class DirectoryMapper implements PrincipalMapper {

  /** Whom a token stands for; a subject is unique within its issuer only. */
  record Key(String issuer, String subject) {}

  /** A user of the application. */
  record User(String name, String department) {}

  private final Map<Key, User> directory;

  DirectoryMapper(Map<Key, User> directory) {
    this.directory = Map.copyOf(directory);
  }

  @Override
  public Optional<User> map(Map<String, Object> claims, Sender sender) {
    Key key = new Key((String) claims.get("iss"), (String) claims.get("sub"));
    return Optional.ofNullable(directory.get(key));
  }
}
