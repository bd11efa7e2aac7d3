package dev.fleetaccess.proof;

import dev.fleetaccess.fleet.AccountId;

class FakeChainTest extends ChainContract {
  private static final AccountId HUB = new AccountId("222222222222");
  private static final AccountId SPOKE = new AccountId("300000000001");

  @Override
  protected Chain port() {
    return new FakeChain(HUB::equals, SPOKE::equals);
  }

  @Override
  protected AccountId hub() {
    return HUB;
  }

  @Override
  protected AccountId spoke() {
    return SPOKE;
  }

  @Override
  protected AccountId bare() {
    return new AccountId("300000000002");
  }
}
