package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.AccessDeniedException;
import software.amazon.awssdk.services.organizations.model.ListOrganizationalUnitsForParentRequest;
import software.amazon.awssdk.services.organizations.model.ListOrganizationalUnitsForParentResponse;
import software.amazon.awssdk.services.organizations.model.OrganizationalUnit;
import software.amazon.awssdk.services.organizations.paginators.ListOrganizationalUnitsForParentIterable;

class AwsUnitNamesTest {
  private final OrganizationsClient organizations = mock(OrganizationsClient.class);
  private final List<Duration> pauses = new ArrayList<>();
  private final AwsUnitNames names = new AwsUnitNames(() -> organizations, pauses::add);

  @BeforeEach
  void pagesAreAskedForOneByOne() {
    Consumer<ListOrganizationalUnitsForParentRequest.Builder> anyRequest = any();
    when(organizations.listOrganizationalUnitsForParentPaginator(anyRequest))
        .thenAnswer(
            call -> {
              Consumer<ListOrganizationalUnitsForParentRequest.Builder> fill = call.getArgument(0);
              var asked = ListOrganizationalUnitsForParentRequest.builder();
              fill.accept(asked);
              return new ListOrganizationalUnitsForParentIterable(organizations, asked.build());
            });
  }

  @Test
  void theNamesOfAllPagesBelowAllParentsAreTold() {
    when(organizations.listOrganizationalUnitsForParent(anyPage()))
        .thenAnswer(
            call -> {
              ListOrganizationalUnitsForParentRequest asked = call.getArgument(0);
              return asked.parentId().equals("ou-abcd-1")
                  ? page(null, unit("ou-abcd-11", "Labs"))
                  : asked.nextToken() == null
                      ? page("more", unit("ou-abcd-1", "Work"))
                      : page(null, unit("ou-abcd-2", "Play"));
            });

    assertThat(names.below(List.of("r-abcd", "ou-abcd-1")))
        .isEqualTo(Map.of("ou-abcd-1", "Work", "ou-abcd-2", "Play", "ou-abcd-11", "Labs"));
    verify(organizations).close();
  }

  @Test
  void manyParentsAreAskedForAtAQuarterOfTheRateAfterTheFirstFive() {
    when(organizations.listOrganizationalUnitsForParent(anyPage())).thenReturn(page(null));

    names.below(IntStream.range(0, 8).mapToObj(i -> "ou-abcd-" + i).toList());

    assertThat(pauses)
        .as("5 calls a second are published, 1.25 of them are ours")
        .isEqualTo(Collections.nCopies(3, Duration.ofMillis(800)));
  }

  @Test
  void whoMayNotAskIsToldWhatWasKnownByThen() {
    when(organizations.listOrganizationalUnitsForParent(anyPage()))
        .thenReturn(page(null, unit("ou-abcd-1", "Work")))
        .thenThrow(
            AccessDeniedException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDenied").build())
                .build());

    assertThat(names.below(List.of("r-abcd", "ou-abcd-1"))).isEqualTo(Map.of("ou-abcd-1", "Work"));
    verify(organizations).close();
  }

  private static ListOrganizationalUnitsForParentRequest anyPage() {
    return any(ListOrganizationalUnitsForParentRequest.class);
  }

  private static ListOrganizationalUnitsForParentResponse page(
      String next, OrganizationalUnit... units) {
    return ListOrganizationalUnitsForParentResponse.builder()
        .organizationalUnits(units)
        .nextToken(next)
        .build();
  }

  private static OrganizationalUnit unit(String id, String name) {
    return OrganizationalUnit.builder().id(id).name(name).build();
  }
}
