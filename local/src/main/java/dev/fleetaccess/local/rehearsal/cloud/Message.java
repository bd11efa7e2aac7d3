package dev.fleetaccess.local.rehearsal.cloud;

import dev.fleetaccess.local.lambda.Lineage;

/** A message in a queue. */
final class Message {
  private final String body;
  private final String account;
  private final Lineage lineage;
  private final boolean original;
  private int receives;
  private boolean gone;

  Message(String body, String account, Lineage lineage, boolean original) {
    this.body = body;
    this.account = account;
    this.lineage = lineage;
    this.original = original;
  }

  String body() {
    return body;
  }

  /** Whom it is about; empty for nobody. */
  String account() {
    return account;
  }

  Lineage lineage() {
    return lineage;
  }

  /** Whether somebody sent it; the queue's own second delivery is none that was sent. */
  boolean original() {
    return original;
  }

  int received() {
    return ++receives;
  }

  boolean gone() {
    return gone;
  }

  void remove() {
    gone = true;
  }

  Message twin() {
    return new Message(body, account, lineage, false);
  }
}
