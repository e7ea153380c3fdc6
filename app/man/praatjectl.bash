# Completion of praatjectl: the program itself knows its commands, and asks the broker for names.
_praatjectl() {
	local IFS=$'\n' word last=${COMP_WORDS[COMP_CWORD]}
	local words=("${COMP_WORDS[@]:1:COMP_CWORD-1}") found=()
	# The words as they were meant, without the shell's quotes.
	local meant=()
	for word in "${words[@]}"; do
		[[ $word == [\"\']* ]] && word=${word:1:-1}
		meant+=("${word//\\/}")
	done
	COMPREPLY=()
	last=${last#[\"\']}
	mapfile -t found < <(praatjectl __complete -- "${meant[@]}" "$last" 2>/dev/null)
	for word in "${found[@]}"; do
		[[ ${word,,} == "${last,,}"* ]] && COMPREPLY+=("$(printf '%q' "$word")")
	done
	[[ ${#COMPREPLY[@]} -gt 0 ]] || compopt -o default
}
complete -F _praatjectl praatjectl
