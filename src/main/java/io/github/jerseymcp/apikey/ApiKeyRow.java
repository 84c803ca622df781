package io.github.jerseymcp.apikey;

import io.github.jerseymcp.credential.VerifiedCredential;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** A key as the row of a table. Times are milliseconds of the epoch, lists have spaces. */
final class ApiKeyRow {

  private ApiKeyRow() {}

  static void write(PreparedStatement insert, StoredApiKey key) throws SQLException {
    VerifiedCredential holder = key.holder();
    insert.setString(1, key.id());
    insert.setString(2, key.hash());
    insert.setString(3, holder.subject());
    insert.setString(4, holder.client().orElse(null));
    insert.setString(5, String.join(" ", holder.scopes()));
    insert.setString(6, String.join(" ", holder.resources()));
    insert.setLong(7, key.createdAt().toEpochMilli());
    insert.setLong(8, holder.expiresAt().toEpochMilli());
    if (key.revokedAt().isPresent()) {
      insert.setLong(9, key.revokedAt().get().toEpochMilli());
    } else {
      insert.setNull(9, Types.BIGINT);
    }
  }

  static StoredApiKey read(ResultSet row) throws SQLException {
    String id = row.getString(1);
    VerifiedCredential holder =
        new VerifiedCredential(
            row.getString(3),
            Optional.ofNullable(row.getString(4)),
            words(row.getString(5)),
            words(row.getString(6)),
            Instant.ofEpochMilli(row.getLong(8)),
            Optional.of(id));
    String hash = row.getString(2);
    Instant created = Instant.ofEpochMilli(row.getLong(7));
    long revoked = row.getLong(9);
    Optional<Instant> revokedAt =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(revoked));
    return new StoredApiKey(id, hash, holder, created, revokedAt);
  }

  private static Set<String> words(String text) {
    Collection<String> all = text.isEmpty() ? Set.of() : Arrays.asList(text.split(" ", -1));
    return new LinkedHashSet<>(all);
  }
}
