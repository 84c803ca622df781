package io.github.jerseymcp.example.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.jerseymcp.content.PathSandbox;
import io.github.jerseymcp.content.RefusedContentException;
import io.github.jerseymcp.example.notes.NoteStore;
import io.github.jerseymcp.example.notes.Owner;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;

/**
 * The tool {@code notes_export}: writes the notes of its caller into a file whose name the model
 * has chosen, in a directory of that caller and nowhere else.
 */
final class NoteExport {

  static final String DESCRIPTION =
      "Writes your notes into a new file of this name, as JSON, in your directory on the server";

  private static final int MOST_FILES = 100;

  private final NoteStore notes;
  private final ToolResults results;
  private final McpJsonMapper json;
  private final Path directory;
  private final PathSandbox sandbox;

  /**
   * Exports below this directory.
   *
   * @throws IOException if it is none
   */
  NoteExport(NoteStore notes, Path directory) throws IOException {
    this.notes = notes;
    this.json = McpJsonDefaults.getMapper();
    this.results = new ToolResults(json);
    this.directory = directory;
    this.sandbox = PathSandbox.of(directory);
  }

  CallToolResult write(Invocation invocation, CallToolRequest request) {
    if (!(ToolArguments.of(request).get("file") instanceof String file)) {
      return results.error("file must be a string");
    }
    List<Map<String, Object>> own =
        notes.list(invocation.owner()).stream()
            .map(note -> Map.<String, Object>of("id", note.id(), "text", note.text()))
            .toList();
    try {
      byte[] text = json.writeValueAsBytes(Map.of("notes", own));
      return write(directoryOf(invocation.owner()), file, text)
          ? results.of(Map.of("file", file, "notes", own.size()))
          : results.error("You have 100 exported files, and may have no more");
    } catch (RefusedContentException e) {
      return results.error(String.valueOf(e.getMessage()));
    } catch (FileAlreadyExistsException e) {
      return results.error("There is a file of this name");
    } catch (IOException e) {
      return results.error("The file cannot be written there");
    }
  }

  /** One at a time, so that nobody has more files than they may. */
  synchronized boolean write(String owner, String file, byte[] text) throws IOException {
    Path own = directory.resolve(owner);
    if (!Files.isDirectory(own)) {
      Files.createDirectory(own);
    }
    if (count(own) >= MOST_FILES) {
      return false;
    }
    String path = owner + "/" + file;
    SeekableByteChannel channel = sandbox.open(path, CREATE_NEW, WRITE);
    boolean whole = false;
    try {
      fill(channel, ByteBuffer.wrap(text));
      whole = true;
    } finally {
      if (!whole) {
        // Half of a file would be taken for all of it, and for one of those that one may have.
        Files.deleteIfExists(sandbox.resolve(path));
      }
    }
    return true;
  }

  private static void fill(SeekableByteChannel channel, ByteBuffer left) throws IOException {
    try (channel) {
      while (left.hasRemaining()) {
        channel.write(left);
      }
    }
  }

  private static int count(Path own) throws IOException {
    int count = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(own)) {
      for (var unused : files) {
        count++;
      }
    }
    return count;
  }

  /** A name that no other user has, and that says nothing of this one. */
  private static String directoryOf(Owner owner) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((owner.issuer() + "\n" + owner.subject()).getBytes(UTF_8));
      StringBuilder name = new StringBuilder();
      for (int i = 0; i < 16; i++) {
        name.append("%02x".formatted(digest[i]));
      }
      return name.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
