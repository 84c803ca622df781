package io.github.jerseymcp.local;

import java.util.List;
import java.util.Map;

/** A client of the SDK of one version or another, as the rules of every way use it. */
public interface WayClient extends AutoCloseable {

  /** Calls a tool, and gives the text that it answers. */
  String call(String tool, Map<String, Object> arguments);

  /** Calls a tool that tells how far it is. */
  String callWithProgress(String tool);

  /** What it was told of progress. */
  List<String> told();

  /** The names of the tools that it is shown. */
  List<String> tools();

  @Override
  void close();
}
