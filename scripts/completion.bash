# SPDX-License-Identifier: GPL-2.0-only
#
# What bash completes after "diopin": commands, their options and what these
# take.  Options are read off --help, so that there is one list of them.

_diopin_options()
{
	diopin "$1" --help 2>/dev/null |
		sed -n 's/^  \(-., \|    \)\(--[a-z-]*=\{0,1\}\).*/\2/p'
}

_diopin_values()
{
	case $1 in
	--engine)
		echo cocci sparse gcc
		;;
	--kind | explain)
		diopin explain 2>/dev/null | sed -n 's/^\([a-z-]*\) .*/\1/p'
		;;
	--format)
		case $2 in
		audit) echo text jsonl html ;;
		review) echo text jsonl sarif github checkstyle junit reply b4 \
			patchwork nipa ;;
		*) echo text html jsonl counts counts-json github sarif checkstyle \
			junit ;;
		esac
		;;
	series | --only)
		diopin series --help 2>/dev/null |
			sed -n '/^Series:/,/^$/s/^  \([a-z-]*\) .*/\1/p'
		;;
	esac
}

_diopin()
{
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
	local command=${COMP_WORDS[1]}

	if [[ $COMP_CWORD -eq 1 ]]; then
		mapfile -t COMPREPLY < <(compgen -W \
			"scan series review audit explain --help --version" \
			-- "$word")
		return
	fi
	# "--format=js" comes as the words "--format", "=" and "js".
	if [[ $word == = ]]; then
		before=${COMP_WORDS[COMP_CWORD - 1]} word=
	elif [[ $before == = ]]; then
		before=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	case $before in
	-f) before=--format ;;
	-k) before=--kind ;;
	esac
	case $before in
	--format | --kind | --engine | --only | explain | series)
		if [[ $word != -* ]]; then
			mapfile -t COMPREPLY < <(compgen -W \
				"$(_diopin_values "$before" "$command")" -- "$word")
			return
		fi
		;;
	esac
	if [[ $word == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W \
			"$(_diopin_options "$command")" -- "$word")
		[[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
		return
	fi
	mapfile -t COMPREPLY < <(compgen -f -- "$word")
}

complete -o filenames -F _diopin diopin
