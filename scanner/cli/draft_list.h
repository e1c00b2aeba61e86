// From what the user named to the list of drafts: files as they are, folders with all they hold.
#pragma once

#include <string>
#include <vector>

namespace mishen {

// Every regular file at or below each of `paths`, folders walked in byte order of names, so that
// the same command gives the same list everywhere. Nothing is left out by its name except the
// folders of version control (.git, .hg, .svn). What cannot be walked (a folder that cannot be
// opened, a linked folder, a FIFO) stays in the list as itself: reading it fails and the run says
// so.
[[nodiscard]] std::vector<std::string> list_drafts(const std::vector<std::string>& paths);

}  // namespace mishen
