#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "plugins/loaded_format.h"
#include "plugins/plugins.h"
#include "scanner/base/io.h"
#include "scanner/clean.h"
#include "scanner/cli/commands.h"
#include "scanner/worker/pool.h"
#include "scanner/worker/wire_copy.h"

namespace mishen {
namespace {

struct CleanRequest {
  std::string draft;
  std::string output;
  bool in_place = false;
  CleanOptions options;
};

Error bad_value(const std::string& flag, const std::string& value, const char* allowed) {
  return {ErrorKind::usage, flag, {"error.flag-value", {{"value", value}, {"allowed", allowed}}}};
}

// One option with a value; nothing when `flag` is none of them.
std::optional<Status> take_value(CleanRequest& request, const std::string& flag,
                                 const std::string& value) {
  if (flag == "-o" || flag == "--output") {
    if (value.empty()) return bad_value(flag, value, "FILE");
    request.output = value;
    return Done{};
  }
  if (flag == "--revisions") {
    if (value != "accept" && value != "reject") return bad_value(flag, value, "accept, reject");
    request.options.revisions = value == "accept" ? Revisions::accept : Revisions::reject;
    return Done{};
  }
  if (flag == "--keep") {
    const std::optional<TraceKind> kind = trace_kind_by_name(value);
    if (!kind || !cleanable_kinds().contains(*kind)) {
      return bad_value(flag, value, "comment, tracked-change, hidden-text, attachment ...");
    }
    request.options.kinds.erase(*kind);
    return Done{};
  }
  return std::nullopt;
}

Result<CleanRequest> parse(std::span<const std::string> arguments) {
  CleanRequest request;
  request.options.kinds = cleanable_kinds();
  bool only_names = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string word = arguments[i];
    if (only_names || word.size() < 2 || word[0] != '-') {
      if (!request.draft.empty())
        return Error{ErrorKind::usage, word, {"error.clean-arguments", {}}};
      request.draft = word;
    } else if (word == "--") {
      only_names = true;
    } else if (word == "--in-place") {
      request.in_place = true;
    } else if (word == "--drop-signature") {
      request.options.drop_signature = true;
    } else {
      std::string value;
      const std::size_t equals = word.find('=');
      if (equals != std::string::npos) {
        value = word.substr(equals + 1);
        word.resize(equals);
      } else if (i + 1 < arguments.size()) {
        value = arguments[++i];
      }
      const std::optional<Status> taken = take_value(request, word, value);
      if (!taken) return Error{ErrorKind::usage, word, {"error.unknown-flag", {}}};
      if (!*taken) return taken->error();
    }
  }
  if (request.draft.empty() || request.output.empty() != request.in_place) {
    return Error{ErrorKind::usage, "clean", {"error.clean-arguments", {}}};
  }
  return request;
}

// The file to write. A symbolic or hard link to the draft is the draft.
Result<std::string> target_of(const CleanRequest& request) {
  if (request.in_place) return request.draft;
  std::error_code unknown;
  if (std::filesystem::equivalent(request.draft, request.output, unknown)) {
    return Error{ErrorKind::usage, request.output, {"error.clean-same-file", {}}};
  }
  return request.output;
}

// In a worker, like everything that reads a draft.
Result<AnnotatedCopy> clean_caged(const CleanRequest& request, const std::string& bytes) {
  const FormatSet formats = all_formats();
  Engine engine;
  engine.formats = &formats;
  PoolOptions pool;
  pool.readable = {format_folder()};  // a file inside may need a plug-in
  std::optional<Result<AnnotatedCopy>> copy;
  run_pool(
      1, pool, [&](std::size_t) { return std::string_view(bytes); },
      [&](std::size_t, std::string_view draft) {
        return encode_copy(clean({request.draft, draft}, request.options, engine));
      },
      [&](std::size_t, const WorkerOutcome& outcome) {
        if (outcome.end == WorkerEnd::answered) copy = decode_copy(outcome.answer, pool.limits);
      });
  if (copy) return *std::move(copy);
  return Error{ErrorKind::input, "", {"clean.worker-ended", {}}};
}

}  // namespace

// mishen clean DRAFT -o OUT. Exit 0: written, or nothing to clean; 2: usage, file system; 3:
// refused.
ExitCode clean_command(std::span<const std::string> arguments, const CommandContext& context) {
  const auto fail = [&](Error error, ExitCode code) {
    print_error(error, context.language);
    return code;
  };
  const Result<CleanRequest> request = parse(arguments);
  if (!request) return fail(request.error(), ExitCode::error);
  const Result<std::string> target = target_of(*request);
  if (!target) return fail(target.error(), ExitCode::error);
  const Result<std::string> bytes = read_file(request->draft, Limits{}.max_draft_bytes);
  if (!bytes) return fail(bytes.error(), ExitCode::error);
  Result<AnnotatedCopy> copy = clean_caged(*request, *bytes);
  if (!copy) {
    const bool nothing = copy.error().message.id == "clean.nothing";
    return fail({ErrorKind::input, request->draft, copy.error().message},
                nothing ? ExitCode::clear : ExitCode::incomplete);
  }
  std::string out;
  for (const Message& remark : copy->remarks) out += text(context.language, remark) + "\n";
  if (const ExitCode said = put(context, out, ExitCode::clear); said != ExitCode::clear)
    return said;
  if (Status written = write_file_atomically(*target, copy->bytes); !written) {
    return fail(written.error(), ExitCode::error);
  }
  return put(context, text(context.language, Message{"clean.written", {{"file", *target}}}) + "\n",
             ExitCode::clear);
}

}  // namespace mishen
