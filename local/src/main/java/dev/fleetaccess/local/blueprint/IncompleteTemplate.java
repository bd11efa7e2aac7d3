package dev.fleetaccess.local.blueprint;

/** The template lacks something the local parts need, or says it in a way they do not know. */
public final class IncompleteTemplate extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A message that names the resource and what is missing. */
  public IncompleteTemplate(String message) {
    super(message);
  }
}
