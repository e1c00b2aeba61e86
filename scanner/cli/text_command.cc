#include <fmt/format.h>

#include "plugins/plugins.h"
#include "scanner/cli/commands.h"
#include "scanner/cli/draft_list.h"
#include "scanner/worker/pool.h"

namespace mishen {
namespace {

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

// One line a passage: surface, visibility, path, text; then one line a gap.
std::string dump(const Document& document, Language language) {
  std::string out;
  for (const Passage& passage : document.passages) {
    out += fmt::format("{}\t{}\t{}\t{}\n", name(passage.surface), name(passage.visibility),
                       path(passage.where), escape(passage.text));
  }
  for (const Gap& gap : document.coverage.gaps) {
    out += fmt::format("gap\t{}\t{}\t{}\n", name(gap.cause), path(gap.where),
                       escape(text(language, gap.detail)));
  }
  return out;
}

}  // namespace

// mishen text DRAFT...: what the reviewer sees. Unmasked, since the text is what was asked for.
ExitCode text_command(std::span<const std::string> arguments, const CommandContext& context) {
  if (arguments.empty()) {
    print_error({ErrorKind::usage, "text", {"error.no-drafts", {}}}, context.language);
    return ExitCode::error;
  }
  const std::vector<std::string> paths = list_drafts({arguments.begin(), arguments.end()});
  const FormatSet formats = all_formats();
  const PoolOptions pool;
  std::vector<std::string> bytes(paths.size());
  std::vector<std::string> texts(paths.size());
  ExitCode code = ExitCode::clear;
  const auto prepare = [&](std::size_t job) {
    Result<std::string> read = read_file(paths[job], pool.limits.max_draft_bytes);
    if (read) bytes[job] = *std::move(read);
    if (!read) print_error(read.error(), context.language);
    if (!read) code = ExitCode::incomplete;
    return read.ok();
  };
  const auto work = [&](std::size_t job) {
    return dump(read_draft(bytes[job], paths[job], formats, pool.limits), context.language);
  };
  run_pool(paths.size(), pool, prepare, work, [&](std::size_t job, WorkerOutcome outcome) {
    bytes[job].clear();
    texts[job] = std::move(outcome.answer);
    if (outcome.end != WorkerEnd::answered) {
      print_error({ErrorKind::input, paths[job], {"error.worker-ended", {}}}, context.language);
      code = ExitCode::incomplete;
    }
  });
  std::string out;
  for (const std::string& text : texts) out += text;
  return put(context, out, code);
}

}  // namespace mishen
