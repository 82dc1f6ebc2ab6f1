import italics from '@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf?inline';
import normal from '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf?inline';
import bolditalics from '@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf?inline';
import bold from '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf?inline';

/** Tinos, whose letters are as wide as those of Times New Roman, as data addresses: the build carries it as text. */
export const tinos = { normal, bold, italics, bolditalics };
