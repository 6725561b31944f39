/**
 * Variables that decide which code a process runs, or where it is downloaded from: their values matter to a yes as much as
 * the command, wherever they stand and whatever they look like. Case C7 of the security notes.
 */
const DECIDING =
  /^(?:PATH|PATHEXT|COMSPEC|SHELL|HOME|ENV|BASH_ENV|IFS|PS4|PROMPT_COMMAND|EDITOR|VISUAL|PAGER|BROWSER|(?:LD|DYLD|GCONV)_\w+|NODE_(?:OPTIONS|PATH)|PYTHON(?:PATH|HOME|STARTUP|USERBASE|INSPECT)|PERL5(?:LIB|OPT|DB)|PERL_\w+|RUBY(?:LIB|OPT)|GEM_(?:HOME|PATH)|(?:JAVA_TOOL|_JAVA|JDK_JAVA)_OPTIONS|CLASSPATH|DOTNET_(?:STARTUP_HOOKS|ROOT)|GIT_(?:SSH|SSH_COMMAND|EXEC_PATH|ASKPASS|CONFIG\w*|TEMPLATE_DIR)|SSH_ASKPASS|NPM_CONFIG_(?:REGISTRY|SCRIPT_SHELL|PREFIX|USERCONFIG|GLOBALCONFIG|NODE_OPTIONS)|BUN_\w+|UV_\w*INDEX\w*|PIP_\w*INDEX_URL|PIP_CONFIG_FILE|DOCKER_(?:HOST|CONFIG|CONTEXT)|OPENSSL_(?:CONF|MODULES|ENGINES)|XDG_CONFIG_HOME)$/i;

export function isDeciding(name: string): boolean {
  return DECIDING.test(name);
}
