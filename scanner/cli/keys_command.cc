#include <fmt/format.h>
#include <unistd.h>

#include "scanner/cli/argument_list.h"
#include "scanner/cli/commands.h"
#include "scanner/cli/key_files.h"
#include "scanner/gate/passphrase.h"

namespace mishen {
namespace {

constexpr std::string_view kOptions[] = {"kind", "output", "passphrase", "passphrase-file"};

ExitCode fail(const Error& error, const CommandContext& context) {
  print_error(error, context.language);
  return ExitCode::error;
}

// Both files are new or neither is there: a lone private key nobody trusts yet is litter.
Status write_pair(const KeyPair& keys, const std::string& file) {
  if (Status secret = write_new_file(file, keys.private_pem, true); !secret) return secret;
  Status open = write_new_file(file + ".pub", keys.public_pem, false);
  if (!open) ::unlink(file.c_str());
  return open;
}

ExitCode new_keys(ArgumentList& arguments, const CommandContext& context) {
  const std::string kind_name = arguments.value("kind");
  const std::string file = arguments.value("output");
  const std::string passphrase_file = arguments.value("passphrase-file");
  const bool asks = arguments.flag("passphrase");
  if (arguments.error()) return fail(*arguments.error(), context);
  const auto rest = arguments.names(kOptions);
  if (!rest) return fail(rest.error(), context);
  const std::optional<KeyKind> kind = key_kind_by_name(kind_name);
  if (!kind && !kind_name.empty()) {
    return fail({ErrorKind::usage,
                 "--kind",
                 {"error.flag-value", {{"value", kind_name}, {"allowed", "ed25519, sm2"}}}},
                context);
  }
  if (!kind || file.empty() || !rest->empty()) {
    return fail({ErrorKind::usage, "keys new", {"error.keys-new", {}}}, context);
  }
  std::string passphrase;
  if (!passphrase_file.empty() || asks) {
    Result<std::string> given =
        passphrase_file.empty() ? type_passphrase(text(context.language, "keys.prompt-new"), true)
                                : read_passphrase(passphrase_file);
    if (!given) return fail(given.error(), context);
    passphrase = *std::move(given);
  }
  const Result<KeyPair> keys = make_keys(*kind, passphrase);
  if (!keys) return fail(keys.error(), context);
  if (const Status written = write_pair(*keys, file); !written) {
    return fail(written.error(), context);
  }
  return put(context,
             text(context.language, {"keys.written", {{"file", file}, {"key", keys->id}}}) + "\n",
             ExitCode::clear);
}

ExitCode show_keys(const ArgumentList& arguments, const CommandContext& context) {
  const auto files = arguments.names({});
  if (!files) return fail(files.error(), context);
  if (files->empty())
    return fail({ErrorKind::usage, "keys show", {"error.keys-show", {}}}, context);
  std::string out;
  for (const std::string& file : *files) {
    const Result<PublicKey> key = load_public_key(file);
    if (!key) return fail(key.error(), context);
    out += fmt::format("{} {} {}\n", name(key->kind()), key->id(), file);
  }
  return put(context, out, ExitCode::clear);
}

}  // namespace

// mishen keys new --kind ed25519|sm2 --output FILE | keys show FILE.pub...
ExitCode keys_command(std::span<const std::string> arguments, const CommandContext& context) {
  const std::string verb = arguments.empty() ? "" : arguments.front();
  ArgumentList rest(arguments.empty() ? arguments : arguments.subspan(1));
  if (verb == "new") return new_keys(rest, context);
  if (verb == "show") return show_keys(rest, context);
  return fail({ErrorKind::usage, "keys", {"error.keys-verb", {}}}, context);
}

}  // namespace mishen
