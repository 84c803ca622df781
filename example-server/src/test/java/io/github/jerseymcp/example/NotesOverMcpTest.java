package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.Opened;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What importing, reading and summarising notes does, with sessions and without. */
final class NotesOverMcpTest {

  private static final String KINDS = "io.github.jerseymcp.example.BothKinds#kinds";
  private static final Pattern FIRST_ID = Pattern.compile("\"ids\":\\[(\\d+)");

  @RegisterExtension static final Opened OPENED = Opened.forAllTests();

  private static BothKinds servers;

  @BeforeAll
  static void start() throws Exception {
    servers = OPENED.open(BothKinds.start());
  }

  @ParameterizedTest
  @MethodSource(KINDS)
  void anImportLeavesOutWhatIsRefusedAndSaysWhich(String kind) throws Exception {
    McpWire alice = caller(kind, "alice");

    assertThat(alice.callTool("notes_import", "{\"notes\":[\"one\",\" \",\"three\"]}").body())
        .contains("\"added\":2", "\"index\":1", "\"reason\":\"A note needs a text\"")
        .containsPattern("\"ids\":\\[\\d+,\\d+]");
    assertThat(alice.callTool("notes_list", "{}").body()).contains("\"one\"", "\"three\"");
  }

  @ParameterizedTest
  @MethodSource(KINDS)
  void anImportIsBounded(String kind) throws Exception {
    McpWire bob = caller(kind, "bob");
    List<String> many = Collections.nCopies(101, "\"x\"");

    assertThat(bob.callTool("notes_import", "{\"notes\":" + many + "}").body())
        .contains("\"isError\":true");
    assertThat(bob.callTool("notes_import", "{\"notes\":[]}").body()).contains("\"isError\":true");
    assertThat(bob.callTool("notes_import", "{\"notes\":[1]}").body()).contains("\"isError\":true");
    assertThat(bob.callTool("notes_list", "{}").body()).contains("\"notes\":[]");
    assertThat(bob.callTool("notes_import", "{\"notes\":" + many.subList(0, 100) + "}").body())
        .contains("\"added\":100");
  }

  /** Whoever asks for progress and takes no event stream has the result all the same. */
  @ParameterizedTest
  @MethodSource(KINDS)
  void progressIsACourtesy(String kind) throws Exception {
    assertThat(
            caller(kind, "carol")
                .with("Accept", "application/json")
                .post(
                    """
                    {"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"notes_import",
                     "arguments":{"notes":["x"]},"_meta":{"progressToken":"p"}}}""")
                .body())
        .contains("\"added\":1");
  }

  @ParameterizedTest
  @MethodSource(KINDS)
  void aNoteIsAResourceForItsOwnerAlone(String kind) throws Exception {
    McpWire dave = caller(kind, "dave");
    McpWire erin = caller(kind, "erin");
    Matcher added =
        FIRST_ID.matcher(dave.callTool("notes_import", "{\"notes\":[\"of dave\"]}").body());
    assertThat(added.find()).isTrue();
    String own = added.group(1);

    assertThat(read(dave, own))
        .contains("\"uri\":\"notes://" + own + "\"", "\"mimeType\":\"text/plain\"", "of dave");
    assertThat(read(erin, own)).contains("\"code\":-32002", "\"uri\":\"notes://" + own + "\"");
    String unknown = answerAbout(erin, "999999");
    assertThat(answerAbout(erin, own)).isEqualTo(unknown);
    for (String none : List.of("0" + own, "-1", "x", own + "/", "99999999999999999999")) {
      assertThat(answerAbout(dave, none)).as(none).isEqualTo(unknown);
    }
  }

  @ParameterizedTest
  @MethodSource(KINDS)
  void aPromptHoldsTheNotesOfItsCallerAlone(String kind) throws Exception {
    McpWire frank = caller(kind, "frank");
    caller(kind, "grace").callTool("notes_import", "{\"notes\":[\"of grace\"]}");
    for (int note = 1; note <= 21; note++) {
      frank.callTool("notes_add", "{\"text\":\"frank " + note + ".\"}");
    }

    assertThat(frank.ask("prompts/get", "{\"name\":\"summarise_notes\"}").body())
        .contains("\"text\":\"Summarise my notes", "\"frank 2.\"", "\"frank 21.\"")
        .doesNotContain("\"frank 1.\"", "of grace");
  }

  /** Without the URI that was asked for, which the error repeats. */
  private static String answerAbout(McpWire caller, String id) throws Exception {
    return read(caller, id).replace("\"notes://" + id + "\"", "\"what was asked for\"");
  }

  /** Without the id of the message, which differs. */
  private static String read(McpWire caller, String id) throws Exception {
    return caller
        .ask("resources/read", "{\"uri\":\"notes://" + id + "\"}")
        .body()
        .replaceFirst("\"id\":\\d+,", "");
  }

  private static McpWire caller(String kind, String user) throws Exception {
    return servers.users(kind).client(user, ExampleUsers.ALL);
  }
}
