#include "scanner/worker/answer_cache.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "scanner/base/digest.h"
#include "scanner/base/io.h"
#include "scanner/base/wire_archive.h"
#include "scanner/worker/wire.h"
#include "scanner/worker/wire_frame.h"

namespace mishen {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "mishen-cache-1\r\n";
constexpr std::string_view kUnfinished = ".part-";
constexpr std::uint64_t kMostFrame = 4096;  // what an entry has besides the examination
// After that a run that left something unfinished is surely gone.
constexpr std::chrono::hours kAbandoned{1};

// Gaps that the bytes alone account for. Any other may be the machine's doing: it is asked again.
bool is_of_the_draft(const Gap& gap) {
  switch (gap.cause) {
    case GapCause::picture_not_read:
    case GapCause::image_only_page:
    case GapCause::password_protected:
    case GapCause::unknown_format:
    case GapCause::external_content:
    case GapCause::name_mismatch:
    case GapCause::lfs_pointer:
      return true;
    default:
      return false;
  }
}

bool has_value(const Finding& finding) {
  return !finding.value.empty() ||
         std::any_of(finding.group.values.begin(), finding.group.values.end(),
                     [](const MemberValue& member) { return !member.value.empty(); });
}

bool may_be_kept(const Examination& examination) {
  return std::all_of(examination.coverage.gaps.begin(), examination.coverage.gaps.end(),
                     is_of_the_draft) &&
         std::none_of(examination.findings.begin(), examination.findings.end(), has_value);
}

struct Entry {
  std::string key;
  std::string day;  // empty: the answer is the same on every day
  std::string sha256;
  std::uint64_t bytes = 0;
  std::string examination;
};

template <class Archive, class AnyEntry>
void walk_entry(Archive& wire, AnyEntry& entry) {
  wire.text("key", entry.key);
  wire.text("day", entry.day);
  wire.text("sha256", entry.sha256);
  wire.number("bytes", entry.bytes);
  wire.text("examination", entry.examination);
}

std::optional<CachedAnswer> answer_in(std::string_view file, const std::string& key,
                                      const std::string& today, const Rulebook& rules,
                                      const Limits& limits) {
  const std::optional<std::string_view> payload = unframed(kMagic, file, limits);
  if (!payload) return std::nullopt;
  WireReader wire(*payload);
  Entry entry;
  walk_entry(wire, entry);
  const bool dated = !entry.day.empty() && entry.day != today;
  if (wire.failed() || !wire.at_end() || entry.key != key || dated) return std::nullopt;
  const bool digest = entry.sha256.size() == 64 &&
                      entry.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
  Result<Examination> examination = decode(entry.examination, rules, limits);
  if (!digest || !examination) return std::nullopt;
  return CachedAnswer{*std::move(examination), std::move(entry.sha256), entry.bytes};
}

// Written beside its place with a name of its own, then renamed; not synced, since an entry that a
// power cut tears does not hold and is made anew.
bool write_entry(const std::string& file, std::string_view bytes) {
  std::string beside =
      file.substr(0, file.find_last_of('/') + 1) + std::string(kUnfinished) + "XXXXXX";
  const int fd = ::mkostemp(beside.data(), O_CLOEXEC);
  if (fd < 0) return false;
  const bool written = FdSink(fd).write(bytes).ok();
  const bool closed = ::close(fd) == 0;
  if (written && closed && ::rename(beside.c_str(), file.c_str()) == 0) return true;
  ::unlink(beside.c_str());
  return false;
}

bool make_private_folder(const std::string& folder) {
  std::error_code failed;
  fs::create_directories(fs::path(folder).parent_path(), failed);
  return ::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST;
}

struct KeptFile {
  fs::file_time_type used;
  std::uint64_t bytes;
  fs::path path;
};

std::vector<KeptFile> kept_files(const std::string& folder) {
  std::vector<KeptFile> out;
  std::error_code failed;
  fs::recursive_directory_iterator it(folder, failed);
  for (; !failed && it != fs::end(it); it.increment(failed)) {
    std::error_code gone;  // another run trims too
    if (!it->is_regular_file(gone) || it->is_symlink(gone)) continue;
    const std::uint64_t bytes = it->file_size(gone);
    const fs::file_time_type used = it->last_write_time(gone);
    if (!gone) out.push_back({used, bytes, it->path()});
  }
  return out;
}

}  // namespace

AnswerCache::AnswerCache(std::string folder, std::string engine, std::string today)
    : folder_(std::move(folder)), engine_(std::move(engine)), today_(std::move(today)) {}

Result<AnswerCache> AnswerCache::open(std::string folder, std::string engine, std::string today) {
  struct stat about {};
  if (!make_private_folder(folder) || ::stat(folder.c_str(), &about) != 0) {
    return Error{ErrorKind::io, folder, {"error.cannot-write", {{"cause", std::strerror(errno)}}}};
  }
  const bool ours = S_ISDIR(about.st_mode) && about.st_uid == ::geteuid() &&
                    (about.st_mode & (S_IWGRP | S_IWOTH)) == 0;
  if (!ours) return Error{ErrorKind::io, folder, {"error.cache-not-ours", {}}};
  return AnswerCache(std::move(folder), std::move(engine), std::move(today));
}

std::string AnswerCache::key_of(const CacheQuestion& question) const {
  WireWriter wire;
  wire.text("engine", engine_);
  wire.text("object", question.object);
  wire.text("name", question.name);
  return sha256_hex(wire.take());
}

std::string AnswerCache::file_of(const std::string& key) const {
  return folder_ + "/" + key.substr(0, 2) + "/" + key.substr(2);
}

std::optional<CachedAnswer> AnswerCache::find(const CacheQuestion& question, const Rulebook& rules,
                                              const Limits& limits) const {
  const std::string key = key_of(question);
  const std::string file = file_of(key);
  if (::access(file.c_str(), F_OK) != 0) return std::nullopt;
  const Result<std::string> bytes = read_file(file, limits.max_report_bytes + kMostFrame);
  if (!bytes) return std::nullopt;
  std::optional<CachedAnswer> answer = answer_in(*bytes, key, today_, rules, limits);
  if (answer) {
    ::utimensat(AT_FDCWD, file.c_str(), nullptr, 0);  // used just now
  } else {
    ::unlink(file.c_str());
  }
  return answer;
}

void AnswerCache::keep(const CacheQuestion& question, const CachedAnswer& answer) {
  if (!may_be_kept(answer.examination)) return;
  Entry entry;
  entry.key = key_of(question);
  const std::vector<Finding>& findings = answer.examination.findings;
  const bool dated = std::any_of(findings.begin(), findings.end(), depends_on_today);
  if (dated) entry.day = today_;
  entry.sha256 = answer.sha256;
  entry.bytes = answer.bytes;
  entry.examination = encode(answer.examination);
  const std::string file = file_of(entry.key);
  WireWriter wire;
  walk_entry(wire, std::as_const(entry));
  if (!make_private_folder(file.substr(0, file.find_last_of('/')))) return;
  kept_ = write_entry(file, framed(kMagic, wire.take())) || kept_;
}

void AnswerCache::trim(std::uint64_t most_bytes) const {
  if (!kept_) return;
  std::vector<KeptFile> files = kept_files(folder_);
  const fs::file_time_type abandoned = fs::file_time_type::clock::now() - kAbandoned;
  std::uint64_t total = 0;
  std::error_code ignored;
  for (KeptFile& file : files) {
    const bool unfinished = file.path.filename().string().starts_with(kUnfinished);
    if (unfinished && file.used < abandoned) fs::remove(file.path, ignored);
    total += file.bytes;
  }
  std::sort(files.begin(), files.end(),
            [](const KeptFile& a, const KeptFile& b) { return a.used < b.used; });
  for (const KeptFile& file : files) {
    if (total <= most_bytes) break;
    fs::remove(file.path, ignored);
    total -= file.bytes;
  }
}

}  // namespace mishen
