package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.example.notes.NoteStore;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** Serves the notes of one user over two streams. */
public final class LocalNotes {

  private LocalNotes() {}

  /** Serves the owner of this process until the input ends. */
  public static void serve(NoteStore store, InputStream in, OutputStream out)
      throws InterruptedException {
    McpJsonMapper json = McpJsonDefaults.getMapper();
    NotesFeatures notes =
        new NotesFeatures(
            store, new ToolResults(json), new NoteChanges(Sharing.nothing().changes()));
    CountDownLatch ended = new CountDownLatch(1);
    StdioServerTransportProvider transport =
        new StdioServerTransportProvider(json, new Ending(in, ended), out);
    SdkServers.build(notes.ofUsers(), transport, LocalUser.ofProcess());
    ended.await();
    transport.close();
  }

  /** Says when an input is at its end. */
  private static final class Ending extends FilterInputStream {

    private final CountDownLatch ended;

    Ending(InputStream in, CountDownLatch ended) {
      super(in);
      this.ended = ended;
    }

    @Override
    public int read() throws IOException {
      int octet = super.read();
      if (octet < 0) {
        ended.countDown();
      }
      return octet;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      int read = super.read(into, from, count);
      if (read < 0) {
        ended.countDown();
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      ended.countDown();
      super.close();
    }
  }
}
