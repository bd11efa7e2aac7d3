package dev.fleetaccess.local;

import java.util.ArrayDeque;
import java.util.Deque;

/** What must be closed, the latest first. Closing twice does nothing. */
final class Closers implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean closed;

  /** Keeps it; when everything is closed already, closes it at once. */
  synchronized <T extends AutoCloseable> T add(T part) {
    if (closed) {
      close(part);
    } else {
      open.push(part);
    }
    return part;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!open.isEmpty()) {
      close(open.pop());
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      // The others must be closed too, and whoever ends the program can do nothing about it.
      System.getLogger(Closers.class.getName())
          .log(System.Logger.Level.DEBUG, "a part did not close", e);
    }
  }
}
