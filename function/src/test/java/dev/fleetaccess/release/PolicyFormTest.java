package dev.fleetaccess.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFormTest {
  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"Action":"a:b"}                      | {"Action":["a:b"]}                    | a list of one
          {"Action":["a:b","a:c"]}              | {"Action":["a:c","a:b"]}              | another order of actions
          {"A":"1","B":"2"}                     | {"B":"2","A":"1"}                     | another order of keys
          {"Principal":{"AWS":"222222222222"}}  | {"Principal":{"AWS":["arn:aws:iam::222222222222:root"]}} | an account and its root
          {"Statement":{"Effect":"Allow"}}      | {"Statement":[{"Effect":"Allow"}]}    | a single statement
          {"Condition":{"Bool":{"k":true}}}     | {"Condition":{"Bool":{"k":"true"}}}   | a truth value in quotes
          {"Condition":{"NumericLessThan":{"k":3600}}} | {"Condition":{"NumericLessThan":{"k":["3600"]}}} | a number in quotes
          """)
  void whatMeansTheSameHasOneForm(String one, String other, String reason) {
    assertThat(PolicyForm.of(one)).as(reason).isPresent().isEqualTo(PolicyForm.of(other));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"Action":"a:b"}                      | {"Action":"a:c"}                      | another action
          {"Effect":"Allow"}                    | {"Effect":"Deny"}                     | another effect
          {"Principal":{"AWS":"222222222222"}}  | {"Principal":{"AWS":"999999999999"}}  | another account
          {"Principal":{"AWS":"222222222222"}}  | {"Principal":{"AWS":"*"}}             | everybody
          {"Principal":{"AWS":"222222222222"}}  | {"Principal":{"AWS":"AROAEXAMPLEEXAMPLE"}} | an orphaned role
          {"Resource":"222222222222"}           | {"Resource":"arn:aws:iam::222222222222:root"} | an account is its root as principal only
          {"Version":"2012-10-17"}              | {"Version":"2008-10-17"}              | another language
          """)
  void whatMeansSomethingElseHasAnother(String one, String other, String reason) {
    assertThat(PolicyForm.of(one)).as(reason).isNotEqualTo(PolicyForm.of(other));
  }

  @Test
  void whatIsNoJsonHasNoForm() {
    assertThat(PolicyForm.of("no policy")).isEmpty();
  }
}
