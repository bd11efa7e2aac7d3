package dev.fleetaccess.local.sim.template;

/** What the resources of a stack are called once they are made. */
public interface MadeResources {
  /** What {@code Ref} gives for a resource. */
  String reference(String logicalId);

  /** What {@code Fn::GetAtt} gives. */
  String attribute(String logicalId, String name);

  /** Stands in before anything is made: each resource is called by a placeholder. */
  static MadeResources unmade() {
    return new MadeResources() {
      @Override
      public String reference(String logicalId) {
        return "{{" + logicalId + "}}";
      }

      @Override
      public String attribute(String logicalId, String name) {
        return "{{" + logicalId + "." + name + "}}";
      }
    };
  }
}
