package dev.fleetaccess.cli;

/**
 * What goes wrong at the wire, and how often: once in so many requests, messages or events. Far
 * more often than anybody will see it, so that a play of minutes has them all; what holds everybody
 * up for seconds comes more seldom than the rest.
 */
enum Mishap {
  /** Any service asks for fewer calls. */
  THROTTLED("a request was throttled", 25),
  /** Any service answers 500. */
  UNAVAILABLE("a service answered 500", 50),
  /** CloudFormation answers with a code that is in no table. */
  UNKNOWN_ERROR("CloudFormation answered with an unknown code", 60),
  /** The connection closes before the request took effect. */
  UNHEARD("a connection closed before its request", 60),
  /** The connection closes after the request took effect. */
  ANSWER_LOST("a connection closed before its answer", 60),
  /** An answer takes longer than the functions wait for it, which is ten seconds. */
  LATE("an answer came too late", 1_500),
  /** The function's process ends in the middle of a request, which takes effect or does not. */
  KILLED("a function's process was killed", 300),
  /** SQS delivers a message again. */
  MESSAGE_TWICE("a message came twice", 8),
  /** A message is gone. SQS promises otherwise, so this stands for somebody's mistake. */
  MESSAGE_LOST("a message was lost", 80),
  /** EventBridge delivers an event again. */
  EVENT_TWICE("an event came twice", 2),
  /** EventBridge never delivers an event: delivery of service events is best effort. */
  EVENT_LOST("an event was lost", 3);

  private final String words;
  private final int onceIn;

  Mishap(String words, int onceIn) {
    this.words = words;
    this.onceIn = onceIn;
  }

  /** What happened, in words. */
  String words() {
    return words;
  }

  /** In so many it happens once, somewhere among them. */
  int onceIn() {
    return onceIn;
  }
}
