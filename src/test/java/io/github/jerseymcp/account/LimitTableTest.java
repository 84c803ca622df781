package io.github.jerseymcp.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of limits in docs/guide/limits.md is that of the code. */
class LimitTableTest {

  private static final long HEAP = Runtime.getRuntime().maxMemory();
  private static final long MEBIBYTE = 1024 * 1024;

  @ParameterizedTest
  @EnumSource(Holding.class)
  void namesEachLimitWithItsDefaultAndItsSetting(Holding holding) throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("docs/guide/limits.md")).stream()
            .filter(line -> line.contains("| `" + holding.name() + "` |"))
            .toList();

    assertThat(rows).hasSize(1);
    List<String> cells = List.of(rows.get(0).split("\\|", -1));
    assertThat(cells.get(4).strip()).isEqualTo("`limit-" + holding.settingName() + "`");
    List<String> defaults = List.of(cells.get(2).strip().split(", ", 2));
    assertThat(valueOf(defaults.get(0))).isEqualTo(CallerLimits.defaults().ofCaller(holding));
    assertThat(valueOf(defaults.get(1))).isEqualTo(CallerLimits.defaults().ofAll(holding));
  }

  /** A number, or a part of the heap: {@code 1/8 of the heap up to 64 MiB}. */
  private static long valueOf(String cell) {
    if (!cell.startsWith("1/")) {
      return Long.parseLong(cell.replace(",", ""));
    }
    long divisor = Long.parseLong(cell.substring(2, cell.indexOf(' ')));
    String most = cell.substring(cell.indexOf("up to ") + 6, cell.lastIndexOf(' '));
    return Math.min(HEAP / divisor, Long.parseLong(most) * MEBIBYTE);
  }
}
