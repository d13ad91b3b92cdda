import type { Translation } from '../text.ts';

export const setUp: Translation['setUp'] = {
  title: 'Konfiguracja tej recepcji',
  progress: 'Krok {{step}} z {{steps}}',
  steps: 'Kroki konfiguracji',
  step: {
    connect: 'Połączenie',
    printer: 'Drukarka',
    printing: 'Kiedy drukować',
    ready: 'Gotowe',
  },
  language: 'Język',
  back: 'Wstecz',
  next: 'Dalej',
  saving: 'Zapisywanie …',
  notSaved: 'Nie udało się zapisać. Spróbuj ponownie; jeśli to się powtórzy, wezwij dział IT.',
  connect: {
    title: 'Połącz tę recepcję z essentry',
    intro: 'Potrwa to około trzech minut. Bez Twojej zgody nic się nie zmieni.',
    location: 'Numer lokalizacji',
    locationHint: 'Numer tej lokalizacji w essentry.',
    locationWrong: 'Lokalizacja to liczba całkowita, na przykład 12.',
    token: 'Token',
    tokenHint: 'W panelu: Settings, Company, Integration Manager.',
    tokenMissing: 'Wpisz token albo upuść plik z danymi dostępowymi.',
    tokenKept: 'Token jest już zapisany. Pozostaw to pole puste, aby go zachować.',
    tokenEnvironment: 'Token pochodzi ze środowiska tego komputera, więc nie można go tu wpisać.',
    show: 'Pokaż',
    showToken: 'Pokaż token',
    otherAddress: 'Inny adres',
    apiUrl: 'Adres chmury',
    socketUrl: 'Adres zmian na żywo',
    addressWrong:
      'Adres zaczynający się od https:// (wss:// dla zmian na żywo) albo adres na tym komputerze.',
    auth: 'Sposób wysyłania tokenu',
    authHint: 'Nie zmieniaj, chyba że essentry zaleci inaczej.',
    authOf: {
      header: 'W nagłówku',
      query: 'W adresie',
      'first-message': 'Jako pierwsza wiadomość',
    },
    check: 'Sprawdź połączenie',
    checkAgain: 'Sprawdź ponownie',
    checking: 'Sprawdzanie …',
    connect: 'Połącz tę recepcję',
    connecting: 'Łączenie …',
    apply: 'Sprawdź i zastosuj',
    applied: 'Zastosowano. Recepcja łączy się od nowa.',
    failedCheck: 'Nie udało się przeprowadzić sprawdzenia. Spróbuj ponownie.',
    verdicts: 'Co jest sprawdzane',
    verdictsHint: 'Każdy krok tak, jak wykona go recepcja.',
    found_one: 'Wszystko w porządku. Chmura zna tu {{count}} gościa.',
    found_few: 'Wszystko w porządku. Chmura zna tu {{count}} gości.',
    found_many: 'Wszystko w porządku. Chmura zna tu {{count}} gości.',
    found_other: 'Wszystko w porządku. Chmura zna tu {{count}} gościa.',
    foundNone: 'Wszystko w porządku. Chmura nie zna tu dziś żadnego gościa.',
    stopped: 'Coś stoi na przeszkodzie; lista pokazuje co.',
    refused: 'Ustawienia zostały odrzucone.',
  },
  credentials: {
    title: 'Plik z danymi dostępowymi',
    drop: 'Upuść tu plik z danymi dostępowymi albo wybierz go.',
    choose: 'Wybierz plik …',
    dropNow: 'Puść, aby odczytać plik',
    read: 'Odczytano {{file}}. Dane z pliku są w polach.',
    refused: 'Pliku {{file}} nie można użyć:',
    tooLarge: 'Plik {{file}} jest za duży; plik z danymi dostępowymi tyle nie zajmuje.',
    failed: 'Nie udało się odczytać pliku. Spróbuj ponownie.',
    fault: {
      token: 'Token w pliku jest nieprawidłowy.',
      locationId: 'Lokalizacja w pliku nie jest liczbą całkowitą.',
      apiUrl: 'Adresu chmury z pliku nie można użyć.',
      socketUrl: 'Adresu zmian na żywo z pliku nie można użyć.',
      auth: 'Sposób wysyłania tokenu jest nieznany.',
      whole: 'To nie jest plik z danymi dostępowymi recepcji.',
    },
  },
  demo: {
    title: 'Chcesz się tylko rozejrzeć?',
    text: 'Demo pokazuje cały dzień ze zmyślonymi gośćmi i drukarką, która tylko rysuje. Żadne dane nie opuszczają tego komputera.',
    try: 'Wypróbuj demo',
    opening: 'Otwieranie demo …',
    failed: 'Tu nie można otworzyć demo.',
    leave: 'Zamknij demo i skonfiguruj tę recepcję',
    leaveFailed: 'Nie udało się zamknąć demo. Spróbuj ponownie.',
  },
  verdict: {
    network: 'Sieć',
    proxy: 'Serwer proxy',
    certificate: 'Certyfikat',
    token: 'Token',
    location: 'Lokalizacja',
    socket: 'Zmiany na żywo',
    snapshot: 'Lista gości',
  },
  ok: {
    network: 'Chmura odpowiada.',
    proxy: 'Serwer proxy tej sieci przepuszcza recepcję.',
    certificate: 'Połączenie jest bezpieczne.',
    token: 'Chmura zna ten token.',
    location: 'Token jest ważny dla tej lokalizacji.',
    socket: 'Zmiany docierają od razu.',
    snapshot: 'Lista gości dotarła w całości.',
  },
  notNeeded: {
    proxy: 'Na drodze nie ma serwera proxy.',
    certificate: 'Na tym komputerze niepotrzebny.',
    other: 'Tu niepotrzebne.',
  },
  notReached: 'Nie próbowano, bo wcześniej nie powiodło się coś innego.',
  ask: {
    network: 'Czy ten komputer łączy się z chmurą?',
    proxy: 'Czy serwer proxy go przepuszcza?',
    certificate: 'Czy połączenie jest bezpieczne?',
    token: 'Czy chmura zna ten token?',
    location: 'Czy token jest ważny dla tej lokalizacji?',
    socket: 'Czy zmiany docierają od razu?',
    snapshot: 'Czy lista dociera w całości?',
  },
  because: {
    unreachable:
      'Chmura nie odpowiada pod tym adresem. Sprawdź adres; jeśli jest prawidłowy, zapytaj dział IT, czy sieć wypuszcza ten komputer.',
    'no-network':
      'Ten komputer nie ma sieci albo nie znajduje adresu. Sprawdź kabel lub Wi-Fi; jeśli to nie pomoże, zwróć się do działu IT.',
    'captive-portal':
      'Ta sieć wymaga najpierw zalogowania. Otwórz przeglądarkę na tym komputerze, zaloguj się i sprawdź ponownie.',
    'proxy-unreachable': 'Serwer proxy tej sieci jest nieosiągalny. Musi to sprawdzić dział IT.',
    'proxy-refused':
      'Serwer proxy nie przepuszcza tego komputera do chmury. Dział IT musi zezwolić na ten adres.',
    'proxy-no-route': 'Serwer proxy nie może połączyć się z chmurą. Musi to sprawdzić dział IT.',
    'proxy-unusable':
      'Adres serwera proxy jest nieprawidłowy. Dział IT musi sprawdzić HTTPS_PROXY na tym komputerze.',
    'proxy-wants-credentials':
      'Serwer proxy wymaga nazwy i hasła. Dział IT musi wpisać je w HTTPS_PROXY na tym komputerze.',
    'proxy-refused-credentials':
      'Serwer proxy odrzucił nazwę i hasło. Dział IT musi sprawdzić HTTPS_PROXY na tym komputerze.',
    tls: 'Ten komputer nie ufa certyfikatowi. Dział IT musi zainstalować certyfikat Waszej sieci.',
    'tls-date':
      'Certyfikat jest nieważny albo zegar tego komputera źle chodzi. Sprawdź datę i godzinę; jeśli są prawidłowe, zwróć się do działu IT.',
    'tls-failed':
      'Nie udało się nawiązać bezpiecznego połączenia. Dział IT musi sprawdzić, co stoi między tym komputerem a chmurą.',
    'token-missing': 'Nie ma jeszcze tokenu. Wpisz go albo upuść plik z danymi dostępowymi.',
    'token-unusable':
      'Token zawiera niedozwolone znaki. Skopiuj go ponownie, bez spacji i podziałów wiersza.',
    'token-refused':
      'Chmura odrzuciła token. Skopiuj go ponownie z panelu: Settings, Company, Integration Manager.',
    'location-refused':
      'Chmura odrzuciła tę lokalizację. Sprawdź jej numer oraz w panelu, czy token jest dla niej przeznaczony.',
    'address-unusable':
      'To nie jest prawidłowy adres. Zaczyna się od https://, a dla zmian na żywo od wss://.',
    'refused-by-server':
      'Chmura odrzuciła recepcję. Sprawdź adresy; jeśli są prawidłowe, zwróć się do pomocy technicznej essentry.',
    'server-error':
      'W chmurze wystąpiła awaria. Tutaj wszystko jest w porządku; sprawdź ponownie za kilka minut.',
    'asked-to-wait': 'Chmura jest przeciążona i każe zaczekać. Sprawdź ponownie za minutę.',
    timeout:
      'Chmura nie odpowiedziała na czas. Sprawdź ponownie; jeśli to się powtórzy, zwróć się do działu IT.',
    'went-silent':
      'Chmura przestała odpowiadać. Sprawdź ponownie; jeśli to się powtórzy, zwróć się do działu IT.',
    'closed-by-server':
      'Chmura zamknęła połączenie. Sprawdź ponownie; jeśli to się powtórzy, zwróć się do pomocy technicznej essentry.',
    garbled:
      'Odpowiedź nie pochodzi od essentry. Sprawdź adres; jeśli jest prawidłowy, dział IT musi sprawdzić, co zmienia odpowiedzi po drodze.',
    'bad-snapshot': 'Nie udało się odczytać listy gości. Zwróć się do pomocy technicznej essentry.',
    overflow: 'Nadeszło zbyt wiele danych naraz. Sprawdź ponownie.',
    slept: 'W międzyczasie ten komputer został uśpiony. Sprawdź ponownie.',
  },
  printer: {
    title: 'Znajdź drukarkę',
    intro: 'Włącz i podłącz drukarkę etykiet. Potem wybierz ją tutaj i wydrukuj plakietkę próbną.',
    byHand: 'Nie ma jej na liście',
    byHandHint: 'Dla drukarki w sieci albo takiej, której ten komputer nie widzi.',
    without: 'Kontynuuj bez drukarki',
    withoutNote: 'Drukarkę można wybrać później w ustawieniach. Do tego czasu plakietki czekają.',
  },
  test: {
    title: 'Plakietka próbna',
    picture: 'Plakietka zmyślonego gościa w postaci do druku',
    wait: 'Rysowanie plakietki …',
    failed: 'Nie można narysować plakietki.',
    needsPrinter: 'Najpierw wybierz drukarkę; potem można wydrukować plakietkę próbną.',
    notReady: 'Drukarka nie może teraz drukować; jej stan widać poniżej.',
    notAnswered: 'Plakietka próbna nie dotarła do drukarki. Spróbuj ponownie.',
    outside: 'Plakietka próbna nie dotyczy żadnego gościa i nie jest liczona.',
  },
  printing: {
    title: 'Kiedy drukować plakietki?',
    intro: 'Drukowanie ręczne działa zawsze. Można to w każdej chwili zmienić w ustawieniach.',
  },
  ready: {
    title: 'Ta recepcja jest gotowa',
    titleOpen: 'Prawie gotowe',
    intro: 'Sprawdź dane; wszystko można później zmienić w ustawieniach.',
    cloud: 'Połączenie',
    printer: 'Drukarka',
    printing: 'Plakietki',
    states: 'Określenia z check-inu, których ta recepcja nie zna',
    statesHint:
      'Podaj, co każde z nich oznacza, aby plakietki drukowały się we właściwej chwili. Pominięte będą widoczne, ale nic nie wydrukuje się dla nich automatycznie.',
    finish: 'Otwórz recepcję',
    finishing: 'Otwieranie recepcji …',
  },
};
