/*
 * Sentences that invite a conversation: about who hasn't been spoken to, what working at home
 * taught, and the thoughts that keep people working alone. An invitation, never a reproach. The
 * lists are macros so that none can miss in one of the languages.
 */
#ifndef PRAATJE_LOCALE_PROMPTS_H
#define PRAATJE_LOCALE_PROMPTS_H

/* X(Dutch, English): today's is picked by the day, the same on every screen */
#define LOCALE_PROMPTS(X)                                                                          \
	X("Wie heb je al een tijd niet gesproken?", "Who haven't you spoken to for a while?")      \
	X("Alleen gaat het sneller, zeg je. Wie kan er vijf minuten meedenken?",                   \
	  "It's faster alone, you say. Who could think along for five minutes?")                   \
	X("Wat leerde je thuis dat je hier wilt houden?",                                          \
	  "What did you learn at home that you want to keep here?")                                \
	X("Met wie dronk je nog nooit koffie?", "Who did you never have a coffee with?")           \
	X("Welk half idee wil je eens hardop zeggen?",                                             \
	  "Which half idea would you like to say out loud?")                                       \
	X("Welke gewoonte van thuis bevalt je nog steeds?",                                        \
	  "Which habit from home still suits you?")                                                \
	X("Wie zat vroeger naast je, en hoe is het daar nu mee?",                                  \
	  "Who used to sit next to you, and how are they now?")                                    \
	X("Zelf kun je het het best? Laat eens zien hoe.",                                         \
	  "You do it best yourself? Show somebody how.")                                           \
	X("Wat gaat thuis beter, en wat juist hier?",                                              \
	  "What goes better at home, and what goes better here?")                                  \
	X("Wie ken je alleen van het scherm?", "Who do you know only from the screen?")            \
	X("Wat houd je voor je dat een ander graag zou horen?",                                    \
	  "What do you keep to yourself that someone would love to hear?")                         \
	X("Hoe zag je mooiste dag thuis eruit?", "What did your best day at home look like?")      \
	X("Wie heeft een liefhebberij waar jij niets van weet?",                                   \
	  "Who has a hobby that you know nothing about?")                                          \
	X("Wat zou je vragen als niemand het raar vond?",                                          \
	  "What would you ask if nobody found it odd?")                                            \
	X("Welke stilte van thuis zou hier ook goed doen?",                                        \
	  "Which quiet from home would do us good here?")                                          \
	X("Aan wie dacht je laatst, zonder het te zeggen?",                                        \
	  "Who did you think of lately, without saying so?")                                       \
	X("Waar houd je graag zelf het stuur, en waar mag iemand mee?",                            \
	  "Where do you like to steer, and where may someone ride along?")                         \
	X("Waar liep je thuis graag even voor naar buiten?",                                       \
	  "What did you like to step outside for, at home?")                                       \
	X("Wie heeft jou hier ooit op weg geholpen?", "Who once helped you find your way here?")   \
	X("Welk plan is nog te klein voor een overleg?",                                           \
	  "Which plan is still too small for a meeting?")                                          \
	X("Wat doe je in een overleg anders sinds je thuis werkte?",                               \
	  "What do you do differently in meetings since you worked at home?")                      \
	X("Wie is hier nieuw, en wie laat de koffie zien?",                                        \
	  "Who is new here, and who shows them the coffee?")                                       \
	X("Waar zit je al een uur op vast?", "What have you been stuck on for an hour?")           \
	X("Wat loste je thuis op waar je nog trots op bent?",                                      \
	  "What did you solve at home that you are still proud of?")                               \
	X("Bij wie zou je weer eens binnen willen lopen?",                                         \
	  "Who would you like to drop in on again?")                                               \
	X("Wat is zo af als er iemand even naar kijkt?",                                           \
	  "What would be done if someone had a quick look?")                                       \
	X("Welk overleg miste je thuis helemaal niet?",                                            \
	  "Which meeting didn't you miss at all at home?")                                         \
	X("Wie weet iets dat jij ook wilt kunnen?", "Who knows something you'd like to learn?")    \
	X("Wie mag je kladje zien?", "Who may see your rough draft?")                              \
	X("Welk geluid van kantoor miste je thuis?",                                               \
	  "Which sound of the office did you miss at home?")                                       \
	X("Wie liet je deze maand lachen?", "Who made you laugh this month?")                      \
	X("Loop je ergens op eieren? Bij de koffie ligt een vlakke vloer.",                        \
	  "Walking on eggshells somewhere? By the coffee the floor is even.")                      \
	X("Met welke muziek werk je thuis het best?",                                              \
	  "Which music do you work best with at home?")                                            \
	X("Met wie zou je wel een eindje willen lopen?",                                           \
	  "Who would you like to go for a little walk with?")                                      \
	X("Wat zou je met z'n tweeën wel durven?", "What would you dare to do with two?")          \
	X("Wat at je thuis dat hier ook zou smaken?",                                              \
	  "What did you eat at home that would taste good here too?")                              \
	X("Wie is net terug van vakantie?", "Who is just back from a holiday?")                    \
	X("Welk werk is leuker met iemand erbij?",                                                 \
	  "Which work is more fun with somebody beside you?")                                      \
	X("Welke klus doe je het liefst thuis, en waarom?",                                        \
	  "Which job do you like best to do at home, and why?")                                    \
	X("Wie werkt aan iets waar jij nog niets van begrijpt?",                                   \
	  "Who is working on something you don't understand yet?")                                 \
	X("Wat kost je alleen een dag, en samen een uur?",                                         \
	  "What takes you a day alone, and an hour together?")                                     \
	X("Wat zou je een nieuwe collega over thuis werken leren?",                                \
	  "What would you teach a new colleague about working at home?")                           \
	X("Wie wil je nog eens bedanken?", "Who would you still like to thank?")                   \
	X("Van welke fout van jou heeft een ander plezier?",                                       \
	  "Which mistake of yours could do someone else good?")                                    \
	X("Wanneer dacht je thuis: kon ik dit maar even vragen?",                                  \
	  "When did you think at home: if only I could just ask?")                                 \
	X("Wie van een andere verdieping ken je bij naam?",                                        \
	  "Who from another floor do you know by name?")                                           \
	X("Wat zou je uit handen geven als het goed terechtkwam?",                                 \
	  "What would you hand over if it ended up in good hands?")                                \
	X("Hoe sluit je thuis je dag af, en hoe hier?",                                            \
	  "How do you end your day at home, and how here?")                                        \
	X("Met wie had je ooit een goed gesprek op weg naar huis?",                                \
	  "Who did you once have a good talk with on the way home?")                               \
	X("Waar heb je nog geen mening over, en wil je er wel een?",                               \
	  "What have you no opinion on yet, and would like one?")                                  \
	X("Welke afspraak met jezelf hield thuis stand?",                                          \
	  "Which promise to yourself held up at home?")                                            \
	X("Wie stelt de vragen die jij ook had?", "Who asks the questions that you had too?")      \
	X("Welke vraag bewaar je voor het overleg? Hij mag ook nu.",                               \
	  "Which question are you saving for the meeting? Now is fine too.")                       \
	X("Wat mag van de tijd thuis nooit meer weg?",                                             \
	  "What from the time at home should stay for good?")                                      \
	X("Wie zou je om raad vragen als het niets kostte?",                                       \
	  "Who would you ask for advice if it cost nothing?")                                      \
	X("Wat leg je liever uit dan dat je het opschrijft?",                                      \
	  "What would you rather explain than write down?")                                        \
	X("Waar had je thuis ineens tijd voor?", "What did you suddenly have time for at home?")   \
	X("Wie heeft vandaag een rustige dag?", "Who is having a quiet day today?")                \
	X("Wat ging er deze week onverwacht goed?", "What went unexpectedly well this week?")      \
	X("Welke afleiding thuis bleek goed voor je werk?",                                        \
	  "Which distraction at home turned out good for your work?")                              \
	X("Wie begon hier tegelijk met jou?", "Who started here at the same time as you?")         \
	X("Waar keek je vanochtend van op?", "What surprised you this morning?")                   \
	X("Wie had iets te vieren?", "Who had something to celebrate?")                            \
	X("Wat ontdekte je zonder dat iemand erom vroeg?",                                         \
	  "What did you find out without anyone asking?")                                          \
	X("Waar ben je mee bezig dat nog geen naam heeft?",                                        \
	  "What are you working on that has no name yet?")                                         \
	X("Wat zou je graag overdoen, met iemand erbij?",                                          \
	  "What would you gladly do again, with somebody along?")

/* X(Dutch, English): with what two people who are open at once may start */
#define LOCALE_STARTERS(X)                                                                         \
	X("Wat hield je deze week bezig?", "What kept you busy this week?")                        \
	X("Waar verheug je je op?", "What are you looking forward to?")                            \
	X("Wat las, zag of hoorde je dat bleef hangen?",                                           \
	  "What did you read, see or hear that stuck?")                                            \
	X("Wat zou je vandaag het liefst af hebben?", "What would you most like to finish today?") \
	X("Waar heb je nu het meeste plezier in?", "What do you enjoy most right now?")            \
	X("Waar mag een ander eens naar kijken?", "What may someone else have a look at?")         \
	X("Hoe kwam je hier vanochtend?", "How did you get here this morning?")                    \
	X("Wat wist je een jaar geleden nog niet?", "What didn't you know a year ago?")            \
	X("Welke plek in de buurt moet de ander kennen?",                                          \
	  "Which place nearby should the other one know?")                                         \
	X("Wat deed je als kind het liefst?", "What did you like doing best as a child?")          \
	X("Welk half idee heb je op zak?", "Which half idea do you have with you?")                \
	X("Waar moest je deze week om lachen?", "What made you laugh this week?")

#endif
