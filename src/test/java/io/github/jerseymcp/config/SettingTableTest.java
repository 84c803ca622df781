package io.github.jerseymcp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each setting: its method of the builder, its property, its default and its row in the manual. */
class SettingTableTest {

  private static final Path MANUAL = Path.of("docs", "reference", "settings.md");
  private static final String ORIGIN = "https://mcp.example.com";
  private static final String ISSUER = "https://as.example.com";

  /** Rows of the manual: what it is, the builder, the property, the default, the range. */
  private static final Pattern ROW =
      Pattern.compile("\\| ([^|]+) \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\|");

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  static Stream<Arguments> properties() {
    return SettingTable.byProperty().values().stream()
        .map(setting -> Arguments.of(setting.property(), setting));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("properties")
  void readsAPropertyIntoItsSetting(String property, Setting setting) {
    Sample sample = Sample.of(property);

    assertThat(text(setting, Map.of())).isEqualTo(sample.standard());
    assertThat(text(setting, Map.of(property, sample.value()))).isEqualTo(sample.read());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("properties")
  void namesThePropertyThatIsWrong(String property, Setting setting) {
    String wrong = Sample.of(property).wrong();
    if (wrong.isEmpty()) {
      return; // Whatever text it is: a host, a name.
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(Map.of(property, wrong)))
        .withMessageContaining("\n - mcp.security." + property + " ");
  }

  @Test
  void hasAMethodForEachSetting() {
    Set<String> missing = new TreeSet<>();
    for (Setting setting : SettingTable.ALL) {
      boolean ofHolding = setting.topic().equals("callers") && !setting.method().startsWith("with");
      boolean ofProofs = setting.topic().equals("dpop") && has("proofs", setting.method());
      if (!ofHolding && !ofProofs && !has(setting.topic(), setting.method())) {
        missing.add(call(setting));
      }
    }
    assertThat(missing).isEmpty();
  }

  private static boolean has(String topic, String name) {
    return Arrays.stream(Topics.of(topic).getMethods())
        .anyMatch(method -> method.getName().equals(name));
  }

  @Test
  void hasASettingForEachMethodOfTheBuilder() {
    Set<String> known =
        SettingTable.ALL.stream()
            .map(setting -> setting.topic().isEmpty() ? setting.method() : setting.topic())
            .collect(Collectors.toSet());
    Set<String> methods =
        Arrays.stream(McpSecurityConfigBuilder.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(Method::getName)
            .filter(name -> !name.equals("build") && !name.equals("issuer"))
            .collect(Collectors.toSet());

    assertThat(methods).isSubsetOf(known);
  }

  @Test
  void isWrittenInTheManual() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (Setting setting : SettingTable.ALL) {
      if (!setting.property().isEmpty() && !setting.topic().equals("callers")) {
        expected.put(
            setting.property(),
            call(setting) + ", " + ChangedSettings.text(setting.value().apply(settings(Map.of()))));
      }
    }
    assertThat(manual()).containsAllEntriesOf(expected);
  }

  @Test
  void namesEverySettingInTheManual() throws IOException {
    String manual = Files.readString(MANUAL);

    assertThat(SettingTable.ALL)
        .filteredOn(setting -> !setting.topic().equals("callers"))
        .allSatisfy(setting -> assertThat(manual).contains("`" + call(setting) + "`"));
    assertThat(McpSecurityProperties.BEGINNING)
        .allSatisfy(property -> assertThat(manual).contains("`" + property + "`"));
  }

  /** The rows that have one property: its method and default. */
  private static Map<String, String> manual() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(MANUAL)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        List<String> properties = codes(row.group(3));
        List<String> methods = codes(row.group(2));
        if (properties.size() == 1 && !methods.isEmpty()) {
          rows.put(properties.get(0), methods.get(0) + ", " + String.join("", codes(row.group(4))));
        }
      }
    }
    return rows;
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
  }

  private static String call(Setting setting) {
    return setting.topic().isEmpty() ? setting.method() : setting.topic() + "." + setting.method();
  }

  private static String text(Setting setting, Map<String, String> properties) {
    return ChangedSettings.text(setting.value().apply(settings(properties)));
  }

  private static Settings settings(Map<String, String> more) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("mcp.security.public-origin", ORIGIN);
    properties.put("mcp.security.issuers", ISSUER);
    more.forEach((name, value) -> properties.put("mcp.security." + name, value));
    return McpSecurityConfig.fromProperties(properties).settings();
  }
}
