#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plugins/plugins.h"
#include "scanner/answers.h"
#include "scanner/base/digest.h"
#include "scanner/base/io.h"
#include "scanner/cli/clock.h"
#include "scanner/cli/commands.h"
#include "scanner/worker/pool.h"
#include "scanner/worker/wire_answers.h"

namespace mishen {
namespace {

struct AnswersRequest {
  std::vector<std::string> drafts;
  std::string output;    // file; empty: standard output
  std::string original;  // the draft the copies were made of; empty: themselves
};

Result<AnswersRequest> parse(std::span<const std::string> arguments) {
  AnswersRequest request;
  bool only_names = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string word = arguments[i];
    if (!only_names && (word == "-o" || word == "--output") && i + 1 < arguments.size()) {
      request.output = arguments[++i];
    } else if (!only_names && word == "--for" && i + 1 < arguments.size()) {
      request.original = arguments[++i];
    } else if (!only_names && word.starts_with("--for=")) {
      request.original = word.substr(word.find('=') + 1);
    } else if (!only_names && word.starts_with("--output=")) {
      request.output = word.substr(word.find('=') + 1);
    } else if (!only_names && word == "--") {
      only_names = true;
    } else if (!only_names && word.size() > 1 && word.front() == '-') {
      return Error{ErrorKind::usage, word, {"error.unknown-flag", {}}};
    } else {
      request.drafts.push_back(std::move(word));
    }
  }
  if (request.drafts.empty()) return Error{ErrorKind::usage, "answers", {"error.no-drafts", {}}};
  return request;
}

// In a worker, like everything that reads a draft.
Result<std::vector<Answer>> answers_caged(const std::string& path, const std::string& bytes) {
  const FormatSet formats = all_formats();
  // Opens the plug-in here: its worker may not read the installation any more.
  const FormatEntry* entry = formats.find(identify(bytes));
  if (entry != nullptr) static_cast<void>(entry->get().ok());
  Engine engine;
  engine.formats = &formats;
  const PoolOptions pool;
  std::optional<Result<std::vector<Answer>>> got;
  run_pool(
      1, pool, [&](std::size_t) { return std::string_view(bytes); },
      [&](std::size_t, std::string_view draft) {
        return encode_answers(answers({path, draft}, engine));
      },
      [&](std::size_t, const WorkerOutcome& outcome) {
        if (outcome.end == WorkerEnd::answered) got = decode_answers(outcome.answer, pool.limits);
      });
  if (got) return *std::move(got);
  return Error{ErrorKind::input, "", {"answers.worker-ended", {}}};
}

class Collecting {
 public:
  // `original`: SHA-256 of the draft that was annotated; empty: that of each copy.
  Collecting(Language language, std::string original)
      : language_(language), original_(std::move(original)) {}

  void take(const std::string& path) {
    const Result<std::string> bytes = read_file(path, Limits{}.max_draft_bytes);
    if (!bytes) return fail(bytes.error(), ExitCode::error);
    const Result<std::vector<Answer>> got = answers_caged(path, *bytes);
    if (!got) {
      return fail({ErrorKind::input, path, got.error().message}, ExitCode::incomplete);
    }
    for (const Answer& answer : *got) tell(path, answer);
    toml_ += waivers_toml(*got, original_.empty() ? sha256_hex(*bytes) : original_, today());
  }

  [[nodiscard]] ExitCode code() const { return code_; }
  [[nodiscard]] const std::string& toml() const { return toml_; }

 private:
  void fail(const Error& error, ExitCode code) {
    print_error(error, language_);
    if (code_ != ExitCode::error) code_ = code;
  }

  // What becomes of each answer, on standard error: the waivers themselves go to the output.
  void tell(const std::string& path, const Answer& answer) const {
    std::string id = "answers.taken-" + std::string(name(answer.kind));
    if (answer.author.empty()) {
      id = "answers.no-author";
    } else if (answer.kind != AnswerKind::fixed && answer.reason.empty()) {
      id = "answers.no-reason";
    }
    print_error({ErrorKind::input,
                 path,
                 {std::move(id), {{"finding", answer.finding}, {"who", answer.author}}}},
                language_);
  }

  Language language_;
  std::string original_;
  ExitCode code_ = ExitCode::clear;
  std::string toml_;
};

}  // namespace

// mishen answers DRAFT... [--for ORIGINAL] [-o FILE]: replies in comments and notes as waivers.
// Exit 0: all read; 2: usage, file system; 3: a draft's comments could not be read.
ExitCode answers_command(std::span<const std::string> arguments, const CommandContext& context) {
  const Result<AnswersRequest> request = parse(arguments);
  if (!request) {
    print_error(request.error(), context.language);
    return ExitCode::error;
  }
  std::string original;
  if (!request->original.empty()) {
    const Result<std::string> bytes = read_file(request->original, Limits{}.max_draft_bytes);
    if (!bytes) {
      print_error({ErrorKind::io, request->original, bytes.error().message}, context.language);
      return ExitCode::error;
    }
    original = sha256_hex(*bytes);
  }
  Collecting collecting(context.language, std::move(original));
  for (const std::string& path : request->drafts) collecting.take(path);
  if (collecting.toml().empty()) {
    print_error({ErrorKind::input, "", {"answers.none", {}}}, context.language);
    return collecting.code();
  }
  const std::string out =
      "# " + text(context.language, "answers.head") + "\n\n" + collecting.toml();
  if (request->output.empty()) return put(context, out, collecting.code());
  if (const Status written = write_file_atomically(request->output, out); !written) {
    print_error(written.error(), context.language);
    return ExitCode::error;
  }
  return put(context,
             text(context.language, Message{"output.written", {{"file", request->output}}}) + "\n",
             collecting.code());
}

}  // namespace mishen
