package io.github.jerseymcp;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import io.github.jerseymcp.mcp.answer.Answers;
import io.github.jerseymcp.mcp.answer.EncodedAnswer;
import io.github.jerseymcp.mcp.answer.Ending;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.refusal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No refusal leaves without a report: what makes answers is counted, and each has its reason. */
class RefusalsAreReportedTest {

  private static final Path MAIN = Path.of("src", "main", "java", "io", "github", "jerseymcp");

  private static final JavaClasses LIBRARY =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.github.jerseymcp");

  /** How an answer with a status of its own is begun. */
  private static final Pattern ANSWER =
      Pattern.compile(
          "(NoStore|Response)\\s*\\.(status|serverError|notAcceptable|fromResponse)\\(");

  /**
   * The places that make an answer with a status of their own, and how often. An answer that is a
   * refusal is handed to {@code RefusalWriter} or to {@code Answers} there.
   */
  private static final Map<String, Integer> PLACES =
      new TreeMap<>(
          Map.ofEntries(
              // The two writers of refusals. One of an MCP endpoint's is for calls, which
              // CallReport
              // reports.
              Map.entry("refusal/RefusalWriter", 1),
              Map.entry("mcp/answer/Answers", 2),
              // What they are handed to.
              Map.entry("refusal/NoStore", 1),
              Map.entry("body/RefusedBodies", 1),
              Map.entry("server/DocumentAnswer", 3),
              Map.entry("server/HideDescription", 1),
              // 200 for somebody who is signed out, and one answer to all that is refused.
              Map.entry("logout/LogoutResource", 2),
              // 400 and 415 are reported; 400 for a connection that broke and 500 refuse nobody.
              Map.entry("server/UnmappedErrorMapper", 4),
              // Cannot be reached: the exception has been looked at before.
              Map.entry("server/WrappedRefusalMapper", 1),
              // Adds a field to an answer.
              Map.entry("mcp/session/Initialization", 1),
              // A handler failed.
              Map.entry("mcp/call/CallSupport", 1),
              // Nothing protects the endpoint, so there is nobody to tell but the log.
              Map.entry("mcp/endpoint/McpEndpoint", 1),
              Map.entry("mcp/endpoint/EndpointTransport", 1),
              Map.entry("mcp/message/EndpointRequest", 1)));

  @Test
  void makesNoAnswerElsewhere() throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(MAIN)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(
              file -> {
                int count = (int) ANSWER.matcher(read(file)).results().count();
                if (count > 0) {
                  String name = MAIN.relativize(file).toString().replace('\\', '/');
                  found.put(name.substring(0, name.length() - ".java".length()), count);
                }
              });
    }

    assertThat(found).isEqualTo(PLACES);
  }

  @Test
  void readsRefusalsWhereTheyAreWrittenAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.github.jerseymcp.refusal")
        .should()
        .callMethod(Refusal.class, "challenges")
        .check(LIBRARY);
  }

  /** An error of a message is written by {@link Answers}, and whoever writes it on says so. */
  @Test
  void writesErrorsOfMessagesWhereTheyAreReportedAlone() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(
            Answers.class, Ending.class, RpcError.class, RefusedMessageException.class)
        .and()
        .resideInAPackage("..mcp..")
        .should()
        .callMethod(RpcError.class, "text")
        .check(LIBRARY);
    noClasses()
        .that()
        .doNotBelongToAnyOf(RefusedMessageException.class, RpcError.class, RpcError.Terms.class)
        .and()
        .haveNameNotMatching(".*\\.Modern(Terms|Errors)")
        .should()
        .callMethod(RpcError.class, "status")
        .check(LIBRARY);
    classes()
        .that()
        .doNotBelongToAnyOf(EncodedAnswer.class)
        .and(callTo("json"))
        .should(ArchCondition.from(callTo("ending")))
        .check(LIBRARY);
  }

  private static DescribedPredicate<JavaClass> callTo(String method) {
    return describe(
        "call EncodedAnswer." + method,
        type ->
            type.getMethodCallsFromSelf().stream()
                .anyMatch(
                    call ->
                        call.getTargetOwner().isEquivalentTo(EncodedAnswer.class)
                            && call.getName().equals(method)));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
