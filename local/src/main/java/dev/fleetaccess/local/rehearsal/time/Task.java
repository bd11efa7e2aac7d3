package dev.fleetaccess.local.rehearsal.time;

import java.util.concurrent.locks.LockSupport;

/** A thread that waits for its turn. */
final class Task {
  private final Life life;
  private final Thread thread;
  private final boolean outside;
  private volatile boolean turn;

  private Task(Life life, Thread thread, boolean outside) {
    this.life = life;
    this.thread = thread;
    this.outside = outside;
  }

  /** The thread that called. */
  static Task outside() {
    return new Task(new Life(), Thread.currentThread(), true);
  }

  /** A thread of its own, which begins with its first turn. */
  static Task inside(Life life, Runnable body) {
    return new Task(life, Thread.ofVirtual().unstarted(body), false);
  }

  Life life() {
    return life;
  }

  /** Gives it its turn. */
  void resume() {
    turn = true;
    if (!outside && thread.getState() == Thread.State.NEW) {
      thread.start();
    } else {
      LockSupport.unpark(thread);
    }
  }

  /** Waits for its turn; called by its own thread. */
  void await() {
    while (!turn) {
      LockSupport.park(this);
    }
    turn = false;
  }
}
