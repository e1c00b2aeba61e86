#include "scanner/git/message.h"

#include <gtest/gtest.h>

namespace mishen::git {
namespace {

TEST(SaidBy, TheMessageThenTheNamesOnce) {
  EXPECT_EQ(said_by("tree 1234\nparent 5678\nauthor Ann <ann@example.com> 1600000000 +0000\n"
                    "committer Ann <ann@example.com> 1600000000 +0000\n\nSubject\n\nBody\n"),
            "Subject\n\nBody\n\nAnn\n");
  EXPECT_EQ(
      said_by("tree 1\nauthor Ann <a@example.com> 1 +0\ncommitter Bob <b@example.com> 1 +0\n\nx"),
      "x\n\nAnn\nBob\n");
}

TEST(SaidBy, HeadersAnybodyCanWriteAreSaidToo) {
  EXPECT_EQ(said_by("tree 1\nauthor A <> 1 +0\nmergetag object 2\n type commit\n tag v1\n \n said\n"
                    "hidden words\n\nx\n"),
            "x\n\nA\nobject 2\ntype commit\ntag v1\n\nsaid\nwords\n");
  // A signature is where something could be hidden as well.
  EXPECT_EQ(said_by("tree 1\ngpgsig one\n two\n\nx\n"), "x\n\none\ntwo\n");
}

TEST(SaidBy, ATagHasItsName) {
  EXPECT_EQ(said_by("object 1\ntype commit\ntag v1.0\ntagger Ann <a@example.com> 1 +0\n\nfirst\n"),
            "first\n\nAnn\nv1.0\n");
}

TEST(SaidBy, NamesAloneSayNothing) {
  EXPECT_EQ(said_by("tree 1\nauthor A <> 1 +0\n\n"), "");
  EXPECT_EQ(said_by("tree 1\nauthor A <> 1 +0\n\n \n\n"), "");
  EXPECT_EQ(said_by(""), "");
}

TEST(SaidBy, BytesStayAsTheyAre) {
  EXPECT_EQ(said_by("tree 1\n\n\xCE\xC4\xBC\xFE"), "\xCE\xC4\xBC\xFE\n\n");
}

}  // namespace
}  // namespace mishen::git
