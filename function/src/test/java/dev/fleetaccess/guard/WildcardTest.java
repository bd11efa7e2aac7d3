package dev.fleetaccess.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
  @ParameterizedTest(name = "{0} covers {1}: {2}")
  @CsvSource({
    "s3:Get*, s3:GetObject, true",
    "s3:Get*, s3:GetObject*, true",
    "s3:GetObject*, s3:Get*, false",
    "*, anything, true",
    "*, *, true",
    "s3:GetObject, s3:GetObject, true",
    "s3:GetObject, s3:GetObjectAcl, false",
    "s3:Get?bject, s3:GetObject, true",
    "s3:Get?bject, s3:Get*bject, false",
    "s3:Get*Acl, s3:GetObjectAcl, true",
    "s3:Get*Acl, s3:Get*VersionAcl, true",
    "s3:Get*VersionAcl, s3:Get*Acl, false",
    "a*b*c, aXbYc, true",
    "a*b*c, aXcYb, false",
    "arn:aws:s3:::logs-*, arn:aws:s3:::logs-a/*, true",
    "arn:aws:s3:::logs-?, arn:aws:s3:::logs-*, false"
  })
  void covers(String one, String other, boolean expected) {
    assertThat(new Wildcard(one).covers(new Wildcard(other))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} meets {1}: {2}")
  @CsvSource({
    "s3:Get*, *Object, true",
    "s3:Get*, s3:Put*, false",
    "a*, *b, true",
    "a*c, b*c, false",
    "?, ab, false",
    "??, a*, true",
    "abc, a?c, true",
    "*, '', true",
    "a, '', false",
    "'', '', true",
    "role/*, role/security/*, true",
    "role/*, rolle/*, false"
  })
  void meets(String one, String other, boolean expected) {
    assertThat(new Wildcard(one).meets(new Wildcard(other))).isEqualTo(expected);
    assertThat(new Wildcard(other).meets(new Wildcard(one))).isEqualTo(expected);
  }
}
