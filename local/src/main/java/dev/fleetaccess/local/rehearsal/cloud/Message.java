package dev.fleetaccess.local.rehearsal.cloud;

import dev.fleetaccess.local.lambda.Lineage;

/** A message in a queue. */
final class Message {
  private final String body;
  private final About about;
  private final Lineage lineage;
  private final boolean original;
  private int receives;
  private boolean gone;
  private boolean held;
  private boolean out;
  private long arrival;

  Message(String body, About about, Lineage lineage, boolean original) {
    this.body = body;
    this.about = about;
    this.lineage = lineage;
    this.original = original;
  }

  String body() {
    return body;
  }

  /** What it belongs to: the id of its rollout. */
  String group() {
    return about.group();
  }

  /** What it asks to be looked at; the same for every message about the same thing. */
  String subject() {
    return about.subject();
  }

  /** Which look at it this is to be. */
  int turn() {
    return about.turn();
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

  /** Whether it waits to be delivered again after its invocation failed. */
  boolean heldBack() {
    return held;
  }

  void holdBack(boolean on) {
    held = on;
  }

  /** Its place among all that became visible. */
  long arrival() {
    return arrival;
  }

  void arrived(long place) {
    arrival = place;
  }

  /** Whether somebody has it. */
  boolean out() {
    return out;
  }

  void out(boolean now) {
    out = now;
  }

  boolean gone() {
    return gone;
  }

  void remove() {
    gone = true;
  }

  Message twin() {
    return new Message(body, about, lineage, false);
  }
}
